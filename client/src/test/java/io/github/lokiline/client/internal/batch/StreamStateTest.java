package io.github.lokiline.client.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promise 5: the times of the entries that are sent. */
@Tag("promise-5")
class StreamStateTest {

    private static final long T = 1_795_235_707_171_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final StreamState stream = new StreamState(new TenantState(""), Map.of("service_name", "orders"));

    @Test
    void aLaterTimeIsKept() {
        assertThat(stream.uniqueTime(T, false, Long.MAX_VALUE)).isEqualTo(T);
        assertThat(stream.uniqueTime(T + 5, false, Long.MAX_VALUE)).isEqualTo(T + 5);
    }

    @Test
    void anEqualTimeMovesByANanosecond() {
        stream.uniqueTime(T, false, Long.MAX_VALUE);

        assertThat(stream.uniqueTime(T, false, Long.MAX_VALUE)).isEqualTo(T + 1);
        assertThat(stream.uniqueTime(T, false, Long.MAX_VALUE)).isEqualTo(T + 2);
    }

    @Test
    void aTimeUpToTenSecondsBackMovesBehindTheLast() {
        stream.uniqueTime(T, false, Long.MAX_VALUE);

        assertThat(stream.uniqueTime(T - 10 * SECOND, false, Long.MAX_VALUE)).isEqualTo(T + 1);
    }

    @Test
    void aTimeFurtherBackIsKept() {
        stream.uniqueTime(T, false, Long.MAX_VALUE);

        assertThat(stream.uniqueTime(T - 10 * SECOND - 1, false, Long.MAX_VALUE))
                .isEqualTo(T - 10 * SECOND - 1);
        assertThat(stream.uniqueTime(T, false, Long.MAX_VALUE)).isEqualTo(T + 1);
    }

    @Test
    void inStrictOrderEveryTimeMovesBehindTheLast() {
        stream.uniqueTime(T, true, Long.MAX_VALUE);

        assertThat(stream.uniqueTime(T - 3600 * SECOND, true, Long.MAX_VALUE)).isEqualTo(T + 1);
    }

    @Test
    void aTimeFarAheadMovesNoLaterEntry() {
        stream.uniqueTime(T + 3600 * SECOND, true, T + 600 * SECOND);

        assertThat(stream.uniqueTime(T, true, T + 600 * SECOND)).isEqualTo(T);
    }
}
