package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody with an account tries to read, change, end and count what belongs to others, by every id. */
class OthersThingsAttackTest extends AccountsContract {
    private static final String SESSIONS = "/api/v1/users/me/sessions";

    private Set<Long> signIns(long user) {
        return operator.get("/api/v1/operator/users/" + user + "/sessions")
                .json()
                .get("sessions")
                .valueStream()
                .map(session -> session.get("id").longValue())
                .collect(Collectors.toSet());
    }

    /** Some before the first, all that there are, and some after the last. */
    private LongStream everyId(SignedIn... people) {
        long last = LongStream.of(List.of(people).stream()
                        .flatMap(person -> signIns(person.id()).stream())
                        .mapToLong(Long::longValue)
                        .toArray())
                .max()
                .orElseThrow();
        return LongStream.concat(
                LongStream.rangeClosed(Math.max(-1, last - 20), last + 5),
                LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void anothers_sign_in_is_never_ended_and_answers_exactly_as_a_missing_one() {
        var victim = member("victim");
        var mallory = member("mallory");
        var hers = signIns(victim.id());
        var own = signIns(mallory.id());

        everyId(victim, mallory).filter(id -> !own.contains(id)).forEach(id -> {
            var reply = mallory.client().delete(SESSIONS + "/" + id);
            assertThat(reply.status()).as(id + " " + reply.text()).isEqualTo(404);
            assertThat(reply.json().get("detail").stringValue()).isEqualTo("Session with id " + id + " not found");
        });
        assertThat(signIns(victim.id())).isEqualTo(hers);
        assertThat(knows(victim.client())).isTrue();
    }

    @Test
    void ending_everything_of_ones_own_ends_nothing_of_anothers() {
        var victim = member("victim");
        var mallory = member("mallory");

        assertThat(mallory.client().delete(SESSIONS).status()).isEqualTo(200);
        assertThat(knows(victim.client())).isTrue();
        assertThat(knows(mallory.client())).isFalse();
    }

    @Test
    void ones_own_lists_neither_show_nor_count_what_is_anothers() {
        var victim = member("victim");
        signIn("victim");
        signIn("victim");
        var mallory = member("mallory");
        var reply = mallory.client().get(SESSIONS);

        assertThat(reply.json().get("sessions").size()).isOne();
        assertThat(reply.text()).doesNotContain("victim");
        assertThat(Set.of(reply.json().get("sessions").get(0).get("id").longValue()))
                .isEqualTo(signIns(mallory.id()))
                .doesNotContainAnyElementsOf(signIns(victim.id()));
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH,/api/v1/users/{id},'{\"is_active\":false}'",
        "PATCH,/api/v1/users/{id},'{\"role\":\"admin\"}'",
        "PATCH,/api/v1/users/{id},'{\"role\":5}'",
        "POST,/api/v1/users/{id}/reset,''",
        "DELETE,/api/v1/users/invitations/{id},''",
        "POST,/api/v1/operator/users/{id}/password,'{\"password\":\"mallory knows it\"}'",
        "GET,/api/v1/operator/users/{id}/sessions,''",
        "DELETE,/api/v1/operator/users/{id}/sessions,''"
    })
    void a_member_learns_nothing_from_the_routes_of_others_and_changes_nothing(
            String method, String path, String body) {
        var victim = member("victim");
        var mallory = member("mallory");
        var invitation = operator.post("/api/v1/users", "{}").json().get("id").longValue();
        var before = operator.get("/api/v1/users").json();

        var answers = LongStream.of(-1, 0, 1, victim.id(), mallory.id(), invitation, 999_999)
                .mapToObj(id -> mallory.client()
                        .with("Content-Type", "application/json")
                        .send(method, path.replace("{id}", "" + id), BodyPublishers.ofString(body)))
                .map(reply -> reply.status() + " " + reply.text())
                .collect(Collectors.toSet());

        assertThat(answers).as("the same for what is there and what is not").hasSize(1);
        assertThat(answers.iterator().next()).matches("(401|403) .*");
        assertThat(operator.get("/api/v1/users").json()).isEqualTo(before);
        assertThat(knows(victim.client())).isTrue();
    }

    @Test
    void an_admin_may_neither_read_anothers_sign_ins_nor_choose_anothers_password() {
        var victim = member("victim");
        var boss = admin("boss").client();
        var path = "/api/v1/operator/users/" + victim.id();

        assertThat(boss.get(path + "/sessions").status()).isEqualTo(401);
        assertThat(boss.delete(path + "/sessions").status()).isEqualTo(401);
        assertThat(boss.post(path + "/password", "{\"password\":\"the boss knows it\"}")
                        .status())
                .isEqualTo(401);
        assertThat(knows(victim.client())).isTrue();
    }

    @Test
    void whose_account_it_is_comes_from_the_token_and_from_nothing_else() {
        var victim = member("victim");
        var mallory = member("mallory");
        var disguised = mallory.client()
                .with("X-User-Id", "" + victim.id())
                .with("X-Forwarded-User", "victim")
                .with("Cookie", "imalink_image=" + victim.image() + "; imalink_refresh=" + victim.refresh());

        assertThat(disguised.get("/api/v1/users/me?user_id=" + victim.id()).json())
                .isEqualTo(mallory.user());
        assertThat(disguised
                        .put("/api/v1/users/me", "{\"id\":%d,\"display_name\":\"M\"}".formatted(victim.id()))
                        .json()
                        .get("id")
                        .longValue())
                .isEqualTo(mallory.id());
        assertThat(victim.client().get("/api/v1/users/me").json()).isEqualTo(victim.user());
    }
}
