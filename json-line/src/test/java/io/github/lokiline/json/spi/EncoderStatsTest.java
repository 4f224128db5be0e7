package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.EncoderStats;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each thing that happened to a line counts once, however often the line had to be written. */
class EncoderStatsTest {
    private static final Object BROKEN = new Object() {
        @Override
        public String toString() {
            throw new IllegalStateException("not open");
        }
    };

    private final TestEvent event = new TestEvent();

    @Test
    void aLineWrittenOnceMoreBecauseItIsTooLongCountsOnce() {
        event.keyValue("bad", BROKEN).keyValue("message", 1).keyValue("long", "x".repeat(3000));

        EncoderStats counts = counts(Map.of("format", "message", "maxLineBytes", "1 KB"));

        assertThat(counts.failedValues()).isEqualTo(1);
        assertThat(counts.movedFields()).isEqualTo(1);
        assertThat(counts.truncatedLines()).isEqualTo(1);
    }

    @Test
    void extrasWrittenOnceMoreBecauseNamesClashCountOnce() {
        event.keyValue("bad", BROKEN).keyValue("message", 1).keyValue("a", 1).keyValue("a", 2);

        EncoderStats counts = counts(Map.of("format", "message"));

        assertThat(counts.failedValues()).isEqualTo(1);
        assertThat(counts.movedFields()).isEqualTo(1);
    }

    @Test
    void aValueTakenBackWithItsContainerDoesNotCount() {
        event.keyValue("nested", List.of(List.of(BROKEN), BROKEN));
        event.keyValue("changing", changing());

        assertThat(counts(Map.of("format", "message")).failedValues()).isEqualTo(3);
    }

    @Test
    void aTextThatAPatternCannotBeMatchedWithCountsOnce() {
        String endless = "x".repeat(60) + "zy";
        event.message = endless;
        event.keyValue("a", 1).keyValue("a", endless).keyValue("long", "l".repeat(3000));
        event.thrown = Failures.deep(300, endless);

        EncoderStats counts = counts(Map.of(
                "format",
                "message",
                "maxLineBytes",
                "2 KB",
                "maxStackBytes",
                "1 KB",
                "redactPatterns",
                "/x*x*x*x*x*x*y/"));

        assertThat(counts.truncatedLines()).isEqualTo(1);
        assertThat(counts.failedValues()).isEqualTo(3);
    }

    @Test
    void aValueWhoseErrorNoPatternCanBeMatchedWithCountsOnce() {
        String endless = "x".repeat(60) + "zy";
        event.keyValue("bad", (Supplier<Object>) () -> {
            throw new IllegalStateException(endless);
        });

        assertThat(counts(Map.of("format", "message", "redactPatterns", "/x*x*x*x*x*x*y/"))
                        .failedValues())
                .isEqualTo(1);
    }

    @Test
    void theNextLineStartsFromNothing() {
        EventEncoder<TestEvent> encoder = encoder(Map.of("format", "message"));
        Utf8JsonWriter out = new Utf8JsonWriter();
        encoder.encode(event.keyValue("bad", BROKEN), out);
        encoder.encode(new TestEvent(), out);

        assertThat(encoder.counts().failedValues()).isEqualTo(1);
    }

    /** An iterator that fails behind an item that has failed. */
    private static Object changing() {
        return new AbstractList<Object>() {
            @Override
            public Object get(int index) {
                if (index == 0) {
                    return BROKEN;
                }
                throw new IllegalStateException("changed");
            }

            @Override
            public int size() {
                return 2;
            }
        };
    }

    private EncoderStats counts(Map<String, String> properties) {
        EventEncoder<TestEvent> encoder = encoder(properties);
        Utf8JsonWriter out = new Utf8JsonWriter();
        encoder.encode(event, out);
        Json.parse(Json.text(out));
        return encoder.counts();
    }

    private static EventEncoder<TestEvent> encoder(Map<String, String> properties) {
        return EventEncoder.json(new TestEvent.View(), properties, new PropertyParser());
    }
}
