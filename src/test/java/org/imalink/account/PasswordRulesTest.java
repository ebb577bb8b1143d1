package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imalink.account.AccountException.Unacceptable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"password", "PASSWORD", "12345678", "iloveyou", "Password1", "qwertyuiop", "baseball"})
    void common_passwords_are_refused_in_any_case(String password) {
        assertThatThrownBy(() -> PasswordRules.check(password)).isInstanceOf(Unacceptable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a long sentence", "        ", "blåbærtur", "xqzvkwpj", "日本語日本語日本", "🌲🌲🌲🌲🌲🌲🌲🌲"})
    void nothing_else_is_asked_for(String password) {
        assertThatCode(() -> PasswordRules.check(password)).doesNotThrowAnyException();
    }

    @Test
    void a_password_has_eight_to_1024_characters_as_people_count_them() {
        assertThatThrownBy(() -> PasswordRules.check("zvqxkwj")).isInstanceOf(Unacceptable.class);
        assertThatThrownBy(() -> PasswordRules.check("🌲🌲🌲🌲")).isInstanceOf(Unacceptable.class);
        assertThatThrownBy(() -> PasswordRules.check("a\u030A".repeat(7))).isInstanceOf(Unacceptable.class);
        assertThatCode(() -> PasswordRules.check("🌲".repeat(1024))).doesNotThrowAnyException();
        assertThatThrownBy(() -> PasswordRules.check("x".repeat(1025))).isInstanceOf(Unacceptable.class);
    }
}
