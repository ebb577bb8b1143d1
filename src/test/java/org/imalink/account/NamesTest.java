package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imalink.account.AccountException.Taken;
import org.imalink.account.AccountException.Unacceptable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kari",
                "Kåre",
                "o.l-a_2",
                "山田太郎",
                "नमस्ते",
                "Ærlig",
                "محمد",
                "ระวี",
                "systemd",
                "systems",
                "my.system",
                "mystem",
                "sister",
                "__a"
            })
    void a_username_has_letters_and_digits_of_any_script(String name) {
        assertThat(Names.username(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "ab",
                "kari nordmann",
                "kari@example.org",
                "kari\n",
                "ka\u0000ri",
                "ka\u202Eri",
                "ka\u200Bri",
                "ka\u200Dri",
                "ka\uFEFFri",
                "ka\u00ADri",
                "\u3164\u3164\u3164",
                "\u115F\u1160kari",
                "k\u034Fari",
                "kari\uFE0F",
                "\u0301kari",
                "z\u0301\u0301\u0301\u0301\u0301algo",
                "ka\uD800ri",
                "<b>kari</b>",
                "kari/../x",
                "ka'ri",
                "kari😀",
                "ka%ri",
                "ka,ri"
            })
    void other_usernames_are_refused_unless_only_space_surrounds_them(String name) {
        if (name.strip().equals("kari")) {
            assertThat(Names.username(name)).isEqualTo("kari");
        } else {
            assertThatThrownBy(() -> Names.username(name)).isInstanceOf(Unacceptable.class);
        }
    }

    @Test
    void a_username_has_three_to_fifty_characters_as_people_count_them() {
        assertThatCode(() -> Names.username("abc")).doesNotThrowAnyException();
        assertThatCode(() -> Names.username("𝒳𠀀𠀁".repeat(1) + "x".repeat(47)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Names.username("x".repeat(51))).isInstanceOf(Unacceptable.class);
        assertThatThrownBy(() -> Names.username("𠀀𠀁")).isInstanceOf(Unacceptable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system",
                "SYSTEM",
                " System ",
                "sуstem" /* Cyrillic у */,
                "ѕуѕтем" /* all Cyrillic */,
                "ЅУЅТЕМ",
                "ｓｙｓｔｅｍ",
                "𝓈𝓎𝓈𝓉𝑒𝓂",
                "ſyſtem",
                "śÿṡţèṁ",
                "systern",
                "sys.tem",
                "s-y-s-t-e-m",
                "_system_",
                "sʏsᴛᴇᴍ",
                "ꜱyꜱtem",
                "ѕуsтеm",
                "SΥSΤΕΜ",
                "ꓢꓬꓢꓔꓰꓟ",
                "5ystem",
                "ᏚYᏚᎢᎬᎷ",
                "system\u0301"
            })
    void nobody_can_look_like_the_system_user(String name) {
        assertThatThrownBy(() -> Names.username(name)).isInstanceOf(Taken.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"system@imalink.local", "System@IMALINK.local", "ѕуѕтем@imalink.local", " system@imalink.local "
            })
    void nobody_can_have_the_system_users_email(String email) {
        assertThatThrownBy(() -> Names.email(email)).isInstanceOf(Taken.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kari@example.org",
                "Kari+tag@Example.org",
                "kåre@blåbær.no",
                "system@example.org",
                "a@b",
                "o'neil@example.org"
            })
    void an_email_has_one_at_sign(String email) {
        assertThat(Names.email(email)).isEqualTo(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kari",
                "@",
                "kari@",
                "@example.org",
                "a@b@c",
                "ka ri@example.org",
                "kari@exa\u00A0mple.org",
                "kari\r\nBcc:x@example.org",
                "kari\u0000@example.org",
                "ka\u202Eri@example.org",
                "ka\u200Bri@example.org",
                "ka\uD800ri@example.org"
            })
    void other_emails_are_refused(String email) {
        assertThatThrownBy(() -> Names.email(email)).isInstanceOf(Unacceptable.class);
        assertThatThrownBy(() -> Names.email("x".repeat(250) + "@b.org")).isInstanceOf(Unacceptable.class);
    }

    @Test
    void a_display_name_is_what_people_write_on_one_line() {
        assertThat(Names.displayName(" Kari  Nordmann 🌲 <b> ")).isEqualTo("Kari  Nordmann 🌲 <b>");
        assertThat(Names.displayName(null)).isNull();
        assertThat(Names.displayName("  ")).isNull();
        for (var name : new String[] {
            "a\nb", "a\u0000b", "a\u202Eb", "a\u2066b", "a\u2028b", "a\uDC00b", "a\u001B[31mb", "x".repeat(101)
        }) {
            assertThatThrownBy(() -> Names.displayName(name)).isInstanceOf(Unacceptable.class);
        }
    }

    @Test
    void names_are_compared_without_case_and_composition() {
        assertThat(Names.folded("STRAßE")).isEqualTo(Names.folded("strasse"));
        assertThat(Names.folded("ΟΔΟΣ")).isEqualTo(Names.folded("οδος")).isEqualTo(Names.folded("οδοσ"));
        assertThat(Names.folded("Kåre")).isEqualTo(Names.folded("KA\u030ARE"));
        assertThat(Names.folded("ｋａｒｉ")).isEqualTo("kari");
        assertThat(Names.folded("kari")).isNotEqualTo(Names.folded("кari"));
    }

    @Test
    void folding_twice_changes_nothing() {
        for (int letter = 1; letter < 0x20000; letter++) {
            if (letter < 0xD800 || letter > 0xDFFF) {
                var once = Names.folded("a" + Character.toString(letter) + "b");
                assertThat(Names.folded(once)).as(Integer.toHexString(letter)).isEqualTo(once);
            }
        }
    }
}
