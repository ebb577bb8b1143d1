package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BLÅBÆR|blabaer",
                "Bla\u030abær|blabaer",
                "Øystein|oystein",
                "Émilie|emilie",
                "Straße|strasse",
                "STRASSE|strasse",
                "Łódź|lodz",
                "Đorđe|dorde",
                "Þingvellir|thingvellir",
                "İstanbul|istanbul",
                "ΣΊΣΥΦΟΣ|σισυφοσ",
                "Ёлка|елка",
                "שָׁלוֹם|שלום",
                "مَدْرَسَة|مدرسة",
                "ﬁlm|film",
                "２０２４|2024",
                "한국|한국",
                "がくせい|がくせい",
                "co\u00adoperate|cooperate",
            })
    void names_are_folded_as_people_type_them(String text, String folded) {
        assertThat(SearchWords.fold(text)).isEqualTo(folded);
    }

    @Test
    void folding_twice_changes_nothing() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            if (Character.isLetterOrDigit(character)) {
                var once = SearchWords.fold(Character.toString(character));
                assertThat(SearchWords.fold(once)).isEqualTo(once);
            }
        }
    }

    @Test
    void what_is_neither_letter_nor_digit_nor_mark_ends_a_word() {
        assertThat(SearchWords.indexed("IMG_0001 (2).JPG")).containsExactly("img", "0001", "2", "jpg");
        assertThat(SearchWords.indexed("Summer-2024: Bø/Vesterålen, \"fjord\"*"))
                .containsExactly("summer", "2024", "bo", "vesteralen", "fjord");
        assertThat(SearchWords.indexed("हिन्दी भाषा")).containsExactly("हिन्दी", "भाषा");
        assertThat(SearchWords.indexed(" \t\n!?\uE000\uF001")).isEmpty();
    }

    @Test
    void scripts_without_spaces_are_cut_into_pairs() {
        assertThat(SearchWords.indexed("東京タワー2024")).containsExactly("東京", "京タ", "タワ", "ワー", "ー", "2024");
        assertThat(SearchWords.typed("東京")).containsExactly("東京");
        assertThat(SearchWords.typed("京")).containsExactly("京");
        assertThat(SearchWords.indexed("กรุงเทพ")).contains("กร", "รุ", "ทพ", "พ");
    }

    @Test
    void long_words_are_found_by_their_beginning() {
        assertThat(SearchWords.indexed("x".repeat(1000))).containsExactly("x".repeat(32));
    }

    @Test
    void no_word_holds_a_mark_a_quotation_or_a_space() {
        var word = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
        var strange = new ArrayList<String>();
        var everything = new StringBuilder();
        for (int character = 1; character <= Character.MAX_CODE_POINT; character++) {
            if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
                everything.setLength(0);
                everything.append('a').appendCodePoint(character).append('b');
                for (var indexed : SearchWords.indexed(everything.toString())) {
                    if (!word.matcher(indexed).matches()) {
                        strange.add(indexed);
                    }
                }
            }
        }
        assertThat(strange).isEmpty();
    }
}
