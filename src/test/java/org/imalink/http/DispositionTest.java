package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DispositionTest {
    @Test
    void names_are_given_plain_and_whole() {
        assertThat(Disposition.inline("Bilde på hytta.jpg"))
                .isEqualTo("inline; filename=\"Bilde p_ hytta.jpg\"; filename*=UTF-8''Bilde%20p%C3%A5%20hytta.jpg");
    }

    @Test
    void a_name_cannot_add_a_header_or_a_parameter() {
        assertThat(Disposition.attachment("a\"; x=\"\r\nSet-Cookie: b\\c%41;"))
                .isEqualTo("attachment; filename=\"a_; x=___Set-Cookie: b_c_41;\"; filename*=UTF-8''"
                        + "a%22%3B%20x%3D%22%0D%0ASet-Cookie%3A%20b%5Cc%2541%3B");
    }
}
