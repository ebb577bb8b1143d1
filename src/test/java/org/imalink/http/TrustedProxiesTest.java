package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/9", "::1", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            # who connects  | X-Forwarded-For                      | where it came from
              192.0.2.7     | -                                    | 192.0.2.7
              192.0.2.7     | 198.51.100.1                         | 192.0.2.7
              127.0.0.1     | -                                    | 127.0.0.1
              127.0.0.1     | 198.51.100.1                         | 198.51.100.1
              127.0.0.1     | 6.6.6.6, 198.51.100.1                | 198.51.100.1
              127.0.0.1     | 6.6.6.6,198.51.100.1, 10.127.255.255 | 198.51.100.1
              127.0.0.1     | 6.6.6.6,198.51.100.1, 10.128.0.0     | 10.128.0.0
              127.0.0.1     | 10.1.1.1, 10.2.2.2                   | 10.1.1.1
              127.0.0.1     | 198.51.100.1:4711                    | 198.51.100.1
              127.0.0.1     | evil                                 | 127.0.0.1
              127.0.0.1     | 1.2.3.400                            | 127.0.0.1
              127.0.0.1     | 6.6.6.6, evil, 10.2.2.2              | 10.2.2.2
              127.0.0.1     | ''                                   | 127.0.0.1
              ::1           | [2001:db8::7]:443                    | 2001:db8:0:0:0:0:0:7
              0:0:0:0:0:0:0:1 | 2001:db8::7, fd12::1               | 2001:db8:0:0:0:0:0:7
            """)
    void the_last_address_that_no_trusted_proxy_has_is_where_a_request_came_from(
            String peer, String forwarded, String expected) {
        assertThat(proxies.address(peer, forwarded)).isEqualTo(expected);
    }

    @Test
    void without_trusted_proxies_nobody_is_believed() {
        assertThat(TrustedProxies.NONE.address("127.0.0.1", "198.51.100.1")).isEqualTo("127.0.0.1");
        assertThat(TrustedProxies.NONE.isSecure(false, "127.0.0.1", "https")).isFalse();
        assertThat(TrustedProxies.NONE.isSecure(true, "127.0.0.1", "http")).isTrue();
    }

    @Test
    void a_trusted_proxy_tells_whether_a_request_came_over_tls() {
        assertThat(proxies.isSecure(false, "127.0.0.1", "https")).isTrue();
        assertThat(proxies.isSecure(false, "127.0.0.1", "http, HTTPS")).isTrue();
        assertThat(proxies.isSecure(false, "127.0.0.1", "https, http")).isFalse();
        assertThat(proxies.isSecure(false, "127.0.0.1", null)).isFalse();
        assertThat(proxies.isSecure(false, "192.0.2.7", "https")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "300.1.1.1", "::1/129", ""})
    void what_is_no_address_and_no_network_is_refused(String text) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }
}
