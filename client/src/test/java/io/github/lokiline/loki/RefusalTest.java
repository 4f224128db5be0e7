package io.github.lokiline.loki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void aSingleComplaintIsOneEntry() {
        assertThat(Refusal.read("entry for stream '{a=\"b\"}' has timestamp too old: 2020, oldest 2026", 100))
                .containsExactly(new Refusal("too_old", 1));
    }

    @Test
    void aGroupSaysHowMany() {
        assertThat(Refusal.read("3 errors like: max entry size '262144' bytes exceeded for stream '{}'", 100))
                .containsExactly(new Refusal("line_too_long", 3));
    }

    @Test
    void capitalsDoNotMatter() {
        assertThat(Refusal.read("Max entry size '262144' bytes exceeded for stream '{}'", 100))
                .containsExactly(new Refusal("line_too_long", 1));
    }

    @Test
    void severalGroupsAreCountedApart() {
        String body = "2 errors like: max entry size '262144' bytes exceeded for stream '{a=\"b\"}' while; "
                + "1 errors like: entry for stream '{a=\"b\"}' has timestamp too new: 2027";

        assertThat(Refusal.read(body, 100)).containsExactly(new Refusal("line_too_long", 2), new Refusal("too_new", 1));
    }

    @Test
    void theIngesterSaysHowManyOfHowMany() {
        String body = "entry with timestamp T ignored, reason: 'entry too far behind, entry timestamp is: T',\n"
                + "user 'u', total ignored: 7 out of 20 for stream: {a=\"b\"}";

        assertThat(Refusal.read(body, 20)).containsExactly(new Refusal("too_far_behind", 7));
    }

    @Test
    void whatNeverReachedTheIngesterWasRefusedBeforeIt() {
        String body = "entry with timestamp T ignored, reason: 'entry too far behind, entry timestamp is: T',\n"
                + "user 'u', total ignored: 7 out of 20 for stream: {a=\"b\"}";

        assertThat(Refusal.read(body, 25))
                .containsExactly(new Refusal("too_far_behind", 7), new Refusal("validation", 5));
    }

    @Test
    void aComplaintAboutTheStreamIsEveryEntry() {
        assertThat(Refusal.read("stream '{a=\"b\"}' has label value too long: 'x'", 42))
                .containsExactly(new Refusal("labels", 42));
        assertThat(Refusal.read("entry for stream '{}' has 16 label names; limit 15", 42))
                .containsExactly(new Refusal("labels", 42));
    }

    @Test
    void aComplaintAboutMetadataIsOneEntry() {
        assertThat(Refusal.read(
                        "stream '{a=\"b\"}' has structured metadata too large: '70000' bytes, limit: '65536'", 9))
                .containsExactly(new Refusal("metadata", 1));
    }

    @Test
    void neverMoreThanTheBatchHeld() {
        assertThat(Refusal.read("99 errors like: max entry size '1' bytes exceeded; 5 errors like: entry for x", 3))
                .containsExactly(new Refusal("line_too_long", 3));
    }
}
