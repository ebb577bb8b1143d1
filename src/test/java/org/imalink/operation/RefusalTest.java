package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void every_kind_is_in_the_description_of_the_interface_where_clients_know_them_from() throws Exception {
        var description = Files.readString(Path.of("src/main/resources/openapi.yaml"));
        var named = Pattern.compile("RefusalReason:\\n.*?Names the kind: ([a-z_,\\s]+)\\.", Pattern.DOTALL)
                .matcher(description);

        assertThat(named.find()).isTrue();
        assertThat(named.group(1).split(",\\s+"))
                .containsExactlyInAnyOrder(Arrays.stream(Refusal.Kind.values())
                        .map(Refusal.Kind::code)
                        .toArray(String[]::new));
    }
}
