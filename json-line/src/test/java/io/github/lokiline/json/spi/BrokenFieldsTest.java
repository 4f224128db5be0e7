package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.lang.ref.WeakReference;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What extras and fields do when the application's own objects fail or change while they are read. */
@Tag("promise-10")
class BrokenFieldsTest {
    private final TestEvent event = new TestEvent();
    private final Utf8JsonWriter writer = new Utf8JsonWriter();
    private final EventEncoder<TestEvent> encoder = encoder(Map.of());

    @Test
    void aContextThatFailsCostsWhatComesAfterInItAlone() {
        event.keyValue("k", 1).attached("f", 2);
        event.context = failing(new ConcurrentModificationException("changed"));

        assertThat(line(encoder))
                .isEqualTo("{\"message\":\"hi\",\"a\":\"1\",\"k\":1,\"f\":2,"
                        + "\"extras_error\":\"<error: ConcurrentModificationException: changed>\"}");
        assertThat(encoder.counts().failedValues()).isEqualTo(1);
        event.context = new HashMap<>();
        assertThat(line(encoder)).isEqualTo("{\"message\":\"hi\",\"k\":1,\"f\":2}");
    }

    @Test
    void aFieldThatFailsHalfwayCostsItsValueAlone() {
        event.keyValue("k", 1);
        EventAccessor<TestEvent> broken = new TestEvent.View() {
            @Override
            public String loggerName(TestEvent shown) {
                throw new IllegalStateException("gone");
            }

            @Override
            public String threadName(TestEvent shown) {
                throw new StackOverflowError();
            }
        };

        assertThat(line(encoder(broken, Map.of("format", "name,message,threadName"))))
                .isEqualTo("{\"name\":\"<error: IllegalStateException: gone>\",\"message\":\"hi\","
                        + "\"threadName\":\"<error: StackOverflowError>\",\"k\":1}");
    }

    @Test
    void theFieldThatShowsTheFailureOfAWriterHasItsNameAlone() {
        EncoderExtensions<TestEvent> failing = new EncoderExtensions<>(
                List.of((event, out) -> {
                    throw new IllegalStateException("not open");
                }),
                List.of());
        PropertyParser settings = new PropertyParser();

        EventEncoder.json(new TestEvent.View(), Map.of("staticField", "field_error=no"), failing, settings);

        assertThat(settings.faults())
                .singleElement()
                .asString()
                .contains("staticFields \"field_error\": the encoder writes this field itself");
        settings = new PropertyParser();
        EventEncoder.json(new TestEvent.View(), Map.of("staticField", "field_error=no"), settings);
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void anErrorIsNoWorseThanAnException() {
        event.context = failing(new StackOverflowError());
        event.keyValue("k", 1);

        assertThat(line(encoder(Map.of("mdcField", "mdc"))))
                .isEqualTo("{\"message\":\"hi\",\"mdc\":{\"a\":\"1\"},\"k\":1,"
                        + "\"extras_error\":\"<error: StackOverflowError>\"}");
    }

    @Test
    void ofSeveralSourcesThatFailTheFirstIsTold() {
        event.context = failing(new IllegalStateException("one"));
        event.keyValues = shrinking();

        assertThat(line(encoder))
                .isEqualTo("{\"message\":\"hi\",\"a\":\"1\",\"k\":1,"
                        + "\"extras_error\":\"<error: IllegalStateException: one>\"}");
    }

    @Test
    void aContextThatAnotherThreadChangesNeverRepeatsAKey() throws InterruptedException {
        Map<String, String> live = new ConcurrentHashMap<>();
        event.context = live;
        Thread changing = new Thread(() -> {
            for (int i = 0; i < 200_000; i++) {
                live.put("k" + i % 50, "" + i);
                live.remove("k" + (i + 25) % 50);
            }
        });
        changing.start();

        for (int i = 0; i < 2_000; i++) {
            assertThat(Json.parse(line(encoder)).get("message").asString()).isEqualTo("hi");
        }
        changing.join();
    }

    @Test
    void keysThatDifferOnlyByLoneSurrogatesAreOneKey() {
        event.context("a\ud800", "1")
                .keyValue("a\ud801", 2)
                .keyValue("a\ufffd", 3)
                .keyValue("a\ud83d\ude00", 4);

        assertThat(line(encoder)).isEqualTo("{\"message\":\"hi\",\"a\ufffd\":3,\"a\ud83d\ude00\":4}");
    }

    @Test
    void quotesAndControlsInAnyNameAreEscaped() {
        String name = "a\"b\\c\n\u0000\u2028.d\"";
        event.context(name, "1").attached(name + 3, 3).properties.put(name + 4, "4");
        event.keyValue(name + 2, 2);
        event.markers.add(name);
        List<String> seen = new ArrayList<>();

        for (String dots : List.of("keep", "nest")) {
            Map<String, String> properties = new HashMap<>(Map.of("dottedKeys", dots, "context", "all"));
            properties.putAll(Map.of("markers", "all", "mdcField", "m\"\n.", "keyValuesField", "k\"\\"));
            seen.add(line(encoder(properties)));
        }

        JsonNode kept = Json.parse(seen.get(0));
        assertThat(kept.get("m\"\n.").get(name).asString()).isEqualTo("1");
        assertThat(kept.get("k\"\\").get(name + 2).asInt()).isEqualTo(2);
        assertThat(kept.get(name + 3).asInt()).isEqualTo(3);
        assertThat(kept.get("tags").get(0).asString()).isEqualTo(name);
        JsonNode nested = Json.parse(seen.get(1)).get("a\"b\\c\n\u0000\u2028");
        assertThat(nested.get("d\"3").asInt()).isEqualTo(3);
        assertThat(nested.get("d\"4").asString()).isEqualTo("4");
    }

    @Test
    void hugeKeysAreCutAndStayApartFromOthers() {
        event.keyValue("x".repeat(100_000), 1).keyValue("x".repeat(99_999), 2).keyValue("a.".repeat(50_000) + "a", 3);

        JsonNode line = Json.parse(line(encoder(Map.of("dottedKeys", "nest"))));

        assertThat(line.get("x".repeat(256)).asInt()).isEqualTo(2);
        assertThat(line.toString()).contains(":3");
    }

    @Test
    void mapsWithKeysThatAreNoStringsAndOneOfThemNullAreObjects() {
        Map<Object, Object> map = new HashMap<>();
        map.put(null, 1);
        map.put(5, 2);
        map.put(List.of("a"), 3);
        event.keyValue("map", map);

        JsonNode written = Json.parse(line(encoder)).get("map");

        assertThat(written.get("null").asInt()).isEqualTo(1);
        assertThat(written.get("5").asInt()).isEqualTo(2);
        assertThat(written.get("[a]").asInt()).isEqualTo(3);
    }

    @Test
    void nothingOfTheApplicationIsHeldOnceTheLineIsWritten() {
        for (int fields : List.of(1, 100)) {
            WeakReference<Object> value = lineWithFields(fields);

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (value.get() != null && System.nanoTime() < deadline) {
                System.gc();
            }
            assertThat(value.get() == null).isTrue();
        }
    }

    /** Returns a value that only the writer may still hold. */
    private WeakReference<Object> lineWithFields(int fields) {
        for (int i = 0; i < fields; i++) {
            event.attached("f" + i, new Object());
        }
        WeakReference<Object> value = new WeakReference<>(event.attached.get(0).value());
        line(encoder);
        event.attached.clear();
        return value;
    }

    private String line(EventEncoder<TestEvent> by) {
        writer.reset(writer.array(), 0);
        by.encode(event, writer);
        String line = Json.text(writer);
        Json.parse(line);
        return line;
    }

    private static EventEncoder<TestEvent> encoder(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("format", "message");
        return encoder(new TestEvent.View(), all);
    }

    private static EventEncoder<TestEvent> encoder(EventAccessor<TestEvent> view, Map<String, String> properties) {
        PropertyParser settings = new PropertyParser();
        EventEncoder<TestEvent> made = EventEncoder.json(view, properties, settings);
        assertThat(settings.faults()).isEmpty();
        return made;
    }

    /** A map that hands out one entry, then fails. */
    private static Map<String, String> failing(Throwable failure) {
        return new HashMap<>() {
            @Override
            public void forEach(BiConsumer<? super String, ? super String> action) {
                action.accept("a", "1");
                throwAny(failure);
            }
        };
    }

    /** A list that has lost its second pair when it is asked for. */
    private static List<TestEvent.Pair> shrinking() {
        return new AbstractList<>() {
            @Override
            public TestEvent.Pair get(int index) {
                if (index > 0) {
                    throw new IndexOutOfBoundsException(index);
                }
                return new TestEvent.Pair("k", 1);
            }

            @Override
            public int size() {
                return 2;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAny(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
