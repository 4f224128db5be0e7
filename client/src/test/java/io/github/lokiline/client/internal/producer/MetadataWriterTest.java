package io.github.lokiline.client.internal.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataWriterTest {

    private final MetadataWriter used = new MetadataWriter(new MetadataWriter.Names());

    @Test
    void repeatsPairsAsItWroteThemFirst() {
        List<String> pairs = List.of("level", "info", "request_id", "r-1", "Größe", "höher \uD83D\uDE00");

        byte[] first = write(used, pairs);

        assertThat(write(used, pairs)).isEqualTo(first).isEqualTo(fresh(pairs));
    }

    @Test
    void writesTheValueOfThisEntryAndNotOfTheOneBefore() {
        write(used, List.of("level", "info", "request_id", "r-1"));

        for (List<String> pairs : List.of(
                List.of("level", "info", "request_id", "r-2"),
                List.of("request_id", "r-2", "level", "info"),
                List.of("trace_id", "r-2"),
                List.of("level", "r-2", "level", "info"),
                List.of("level", "info"),
                List.of("level", "info", "request_id", "r-1"))) {
            assertThat(write(used, pairs)).isEqualTo(fresh(pairs));
        }
    }

    @Test
    void skipsANameThatIsThereAlsoWhereThePairIsKnown() {
        write(used, List.of("a", "1", "b", "2"));

        List<String> pairs = List.of("b", "1", "b", "2");

        assertThat(write(used, pairs)).isEqualTo(fresh(pairs));
    }

    @Test
    void doesNotHoldOnToLongValues() {
        String longValue = "v".repeat(200);
        List<String> pairs = List.of("short", "1", "long", longValue);
        write(used, List.of("short", "1", "long", "2"));
        write(used, pairs);

        assertThat(write(used, pairs)).isEqualTo(fresh(pairs));
    }

    @Test
    void countsRepeatedPairsAgainstTheLimit() {
        List<String> pairs = List.of("level", "info", "big", "v".repeat(64 * 1024 - 64 - 12), "late", "1");
        write(used, List.of("level", "info", "big", "v", "late", "1"));

        assertThat(write(used, pairs)).isEqualTo(fresh(pairs));
    }

    @Test
    void cutsAKnownPairThatNoLongerFits() {
        String id = "i".repeat(100);
        write(used, List.of("level", "info", "big", "v", "id", id));

        List<String> pairs = List.of("level", "info", "big", "v".repeat(64 * 1024 - 64 - 62), "id", id);

        assertThat(write(used, pairs)).isEqualTo(fresh(pairs));
    }

    @Test
    void goesOnInALargerBufferWhereThisOneIsFull() {
        write(used, List.of("level", "info"));
        used.reset();

        byte[] grown = used.write(new byte[1], 1, "level", "info");

        assertThat(Arrays.copyOfRange(grown, 1, used.end())).isEqualTo(fresh(List.of("level", "info")));
    }

    private static byte[] fresh(List<String> pairs) {
        return write(new MetadataWriter(new MetadataWriter.Names()), pairs);
    }

    private static byte[] write(MetadataWriter writer, List<String> pairs) {
        writer.reset();
        byte[] buffer = new byte[16];
        int end = 0;
        for (int i = 0; i < pairs.size(); i += 2) {
            buffer = writer.write(buffer, end, pairs.get(i), pairs.get(i + 1));
            end = writer.end();
        }
        return Arrays.copyOf(buffer, end);
    }
}
