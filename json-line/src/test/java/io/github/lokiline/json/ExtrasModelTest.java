package io.github.lokiline.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Random events under random properties, against the rules said once more. A failure names the seed to run it again. */
class ExtrasModelTest {
    private static final int ROUNDS = Integer.getInteger("lokiline.rounds", 3_000);
    private static final int EVENTS = 8;
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Few enough that names clash all the time. */
    private static final List<String> KEYS = List.of(
            "a",
            "b",
            "a.b",
            "a.b.c",
            "a.c",
            "b.a",
            "b.",
            ".a",
            "a_",
            "a_2",
            "g",
            "g.a",
            "h",
            "s",
            "s.a",
            "message",
            "message.x",
            "truncated",
            "exc_info",
            "extras_error",
            "tags",
            "arg0",
            "arg1",
            "x");

    private static final List<String> GLOBS =
            List.of("all", "none", "a*", "!a", "b*,a*", "*.*,!a.b,*", "x,*", "!*c,!x*");

    @Test
    void linesAreWhatTheRulesSay() {
        long first = Long.getLong("lokiline.seed", new Random().nextLong());
        for (long seed = first; seed < first + ROUNDS; seed++) {
            Random random = new Random(seed);
            Map<String, String> properties = properties(random);
            RecordEncoder<Happening> encoder = encoder(properties);
            LineWriter out = new LineWriter();
            Happening event = event(random);
            for (int i = 0; i < EVENTS; i++) {
                event = random.nextBoolean() ? event : sameContext(event, random);

                String line = written(encoder, event, out);

                assertThat(line)
                        .as("-Dlokiline.seed=%d, event %d under %s", seed, i, properties)
                        .isEqualTo(MAPPER.writeValueAsString(ExtrasModel.line(properties, event)));
            }
        }
    }

    private static String written(RecordEncoder<Happening> encoder, Happening event, LineWriter out) {
        out.reset(out.array(), 0);
        encoder.encode(event, out);
        Json.parse(Json.text(out));
        return Json.text(out);
    }

    private static RecordEncoder<Happening> encoder(Map<String, String> properties) {
        Settings settings = new Settings();
        RecordEncoder<Happening> encoder = RecordEncoder.of(new Happening.View(), properties, settings);
        assertThat(settings.faults()).as("%s", properties).isEmpty();
        return encoder;
    }

    private static Map<String, String> properties(Random random) {
        Map<String, String> properties = new HashMap<>();
        properties.put("format", random.nextInt(4) == 0 ? "message,a" : "message");
        maybe("preset", List.of("tagged"), random, properties);
        maybe("renameFields", List.of("b=x", "x=a.b", "tags=b"), random, properties);
        maybe("staticField", List.of("s=1", "h=1\ns=2", "b.a=3"), random, properties);
        for (String source : List.of("mdc", "keyValues", "context", "markers", "arguments")) {
            maybe(source, GLOBS, random, properties);
        }
        maybe("mdcField", List.of("g", "m"), random, properties);
        maybe("keyValuesField", List.of("g", "k"), random, properties);
        maybe("dottedKeys", List.of("keep", "nest"), random, properties);
        maybe("duplicateKeys", List.of("last", "first", "suffix"), random, properties);
        maybe("maxExtras", List.of("1", "3", "7"), random, properties);
        return properties;
    }

    private static void maybe(String property, List<String> values, Random random, Map<String, String> properties) {
        if (random.nextInt(3) == 0) {
            properties.put(property, any(values, random));
        }
    }

    private static Happening event(Random random) {
        Happening event = new Happening();
        for (int i = random.nextInt(4); i > 0; i--) {
            event.context(any(KEYS, random), "mdc" + i);
            event.properties.put(any(KEYS, random), "property" + i);
        }
        event.identity = random.nextBoolean() ? event : null;
        return filled(event, random);
    }

    /** As from another call with the same context, so that what is kept of it is used. */
    private static Happening sameContext(Happening other, Random random) {
        Happening event = new Happening();
        event.context = other.context;
        event.properties.putAll(other.properties);
        event.identity = other.identity;
        return filled(event, random);
    }

    private static Happening filled(Happening event, Random random) {
        int most = random.nextInt(20) == 0 ? 60 : 5;
        for (int i = random.nextInt(most); i > 0; i--) {
            event.keyValue(any(KEYS, random), i);
        }
        if (random.nextInt(3) == 0) {
            event.arguments.add(1);
            event.arguments.add(true);
            event.markers.addAll(List.of("a", "x", "a"));
        }
        if (random.nextInt(3) == 0) {
            event.attached(any(KEYS, random), "attached");
        }
        return event;
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
