package io.github.lokiline.client.internal.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartialRejectionTest {

    @Test
    void aSingleComplaintIsOneEntry() {
        assertThat(PartialRejection.read("entry for stream '{a=\"b\"}' has timestamp too old: 2020, oldest 2026", 100))
                .containsExactly(new PartialRejection("too_old", 1));
    }

    @Test
    void aGroupSaysHowMany() {
        assertThat(PartialRejection.read("3 errors like: max entry size '262144' bytes exceeded for stream '{}'", 100))
                .containsExactly(new PartialRejection("line_too_long", 3));
    }

    @Test
    void capitalsDoNotMatter() {
        assertThat(PartialRejection.read("Max entry size '262144' bytes exceeded for stream '{}'", 100))
                .containsExactly(new PartialRejection("line_too_long", 1));
    }

    @Test
    void severalGroupsAreCountedApart() {
        String body = "2 errors like: max entry size '262144' bytes exceeded for stream '{a=\"b\"}' while; "
                + "1 errors like: entry for stream '{a=\"b\"}' has timestamp too new: 2027";

        assertThat(PartialRejection.read(body, 100))
                .containsExactly(new PartialRejection("line_too_long", 2), new PartialRejection("too_new", 1));
    }

    @Test
    void theIngesterSaysHowManyOfHowMany() {
        String body = "entry with timestamp T ignored, reason: 'entry too far behind, entry timestamp is: T',\n"
                + "user 'u', total ignored: 7 out of 20 for stream: {a=\"b\"}";

        assertThat(PartialRejection.read(body, 20)).containsExactly(new PartialRejection("too_far_behind", 7));
    }

    @Test
    void whatNeverReachedTheIngesterWasRefusedBeforeIt() {
        String body = "entry with timestamp T ignored, reason: 'entry too far behind, entry timestamp is: T',\n"
                + "user 'u', total ignored: 7 out of 20 for stream: {a=\"b\"}";

        assertThat(PartialRejection.read(body, 25))
                .containsExactly(new PartialRejection("too_far_behind", 7), new PartialRejection("validation", 5));
    }

    @Test
    void aComplaintAboutTheStreamIsEveryEntry() {
        assertThat(PartialRejection.read("stream '{a=\"b\"}' has label value too long: 'x'", 42))
                .containsExactly(new PartialRejection("labels", 42));
        assertThat(PartialRejection.read("entry for stream '{}' has 16 label names; limit 15", 42))
                .containsExactly(new PartialRejection("labels", 42));
    }

    @Test
    void aComplaintAboutMetadataIsOneEntry() {
        assertThat(PartialRejection.read(
                        "stream '{a=\"b\"}' has structured metadata too large: '70000' bytes, limit: '65536'", 9))
                .containsExactly(new PartialRejection("metadata", 1));
    }

    @Test
    void neverMoreThanTheBatchHeld() {
        assertThat(PartialRejection.read(
                        "99 errors like: max entry size '1' bytes exceeded; 5 errors like: entry for x", 3))
                .containsExactly(new PartialRejection("line_too_long", 3));
    }
}
