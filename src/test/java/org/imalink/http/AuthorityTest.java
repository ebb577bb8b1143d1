package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:8000,localhost,8000",
        "LOCALHOST,localhost,''",
        "[::1]:80,[::1],80",
        "photos.example.org.,photos.example.org,''"
    })
    void host_and_port_are_told_apart(String text, String host, String port) {
        assertThat(Authority.parse(text)).contains(new Authority(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "user@host", "host:", "host:123456", "host/path", "[::1", "[evil.example]"})
    void anything_else_is_no_authority(String text) {
        assertThat(Authority.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:5173", "127.0.0.1", "127.8.9.10:1", "[::1]", "app.localhost"})
    void the_loopback_has_many_names(String text) {
        assertThat(Authority.parse(text)).get().matches(Authority::isLoopback);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.20", "10.0.0.1:8000", "[fe80::1]", "255.255.255.255"})
    void addresses_are_not_names(String text) {
        assertThat(Authority.parse(text)).get().matches(Authority::isAddress).matches(found -> !found.isLoopback());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1.example.org",
                "localhost.example.org",
                "256.1.1.1",
                "1.2.3",
                "1.2.3.4.5",
                "127.1",
                "notlocalhost",
                "127.evil.example"
            })
    void names_that_look_like_addresses_are_names(String text) {
        assertThat(Authority.parse(text)).get().matches(found -> !found.isAddress() && !found.isLoopback());
    }
}
