package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {
    @Test
    void no_two_codes_are_the_same() {
        assertThat(Stream.generate(() -> OneTimeCode.draw().text()).limit(1000)).doesNotHaveDuplicates();
    }

    @Test
    void a_code_is_found_again_by_its_digest_however_a_person_types_it() {
        var text = OneTimeCode.draw().text();
        var digest = OneTimeCode.sha256(text);

        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(OneTimeCode.sha256(" " + text.toLowerCase(Locale.ROOT).replace('-', ' ')))
                .isEqualTo(digest);
        assertThat(OneTimeCode.sha256(text.replace('0', 'o').replace('1', 'i'))).isEqualTo(digest);
        assertThat(OneTimeCode.sha256(text + "0")).isNotEqualTo(digest);
    }
}
