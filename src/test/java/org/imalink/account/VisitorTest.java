package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of where a request comes from. */
class VisitorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        192.0.2.1 | 192.0.2.1
        ::ffff:192.0.2.1 | 192.0.2.1
        2001:db8:1:2:3:4:5:6 | 20010db800010002/64
        2001:DB8:1:2:: | 20010db800010002/64
        fe80::1%eth0 | fe80000000000000/64
        ::1 | 0000000000000000/64
        localhost | localhost
        unknown | unknown
        """)
    void an_address_is_limited_as_far_as_one_household_has_it(String address, String prefix) {
        assertThat(AddressPrefix.of(address)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox on Linux
        Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 | Chrome on Windows
        Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0 | Edge on Windows
        Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15 | Safari on macOS
        Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1 | Safari on iPhone
        Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36 | Chrome on Android
        curl/8.5.0 | curl
        <script>alert(1)</script> | -
        - | -
        """)
    void a_browser_is_named_in_words_of_ours(String userAgent, String name) {
        assertThat(ClientName.of(userAgent)).isEqualTo(name);
    }
}
