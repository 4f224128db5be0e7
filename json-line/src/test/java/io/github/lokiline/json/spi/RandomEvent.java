package io.github.lokiline.json.spi;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random events, most of them bad. Stateless. */
final class RandomEvent {
    /** Few enough that they clash, and of all that keys are not made for. */
    private static final List<String> KEYS = Arrays.asList(
            "a",
            "b",
            "x",
            "a.b",
            "a.b.c",
            "a.",
            "",
            ".",
            "message",
            "truncated",
            "tags",
            "arg0",
            "mdc",
            "kv",
            "password",
            "password.a",
            "log",
            "log.level",
            "error.type.x",
            "s.t",
            "trace_id",
            "\"",
            "\\",
            "\n",
            "g\"\\",
            "\ud800",
            "\udc00",
            "\ufffd",
            "\ud83d\ude00",
            "\u0000",
            null,
            "k".repeat(300),
            "k".repeat(301),
            "a.".repeat(40) + "a");

    private RandomEvent() {}

    static Arbitrary<TestEvent> events() {
        Arbitrary<List<Consumer<TestEvent>>> extras = Arbitraries.frequencyOf(
                Tuple.of(9, extras().list().ofMaxSize(12)),
                Tuple.of(1, extras().list().ofMaxSize(300)));
        return Combinators.combine(extras, messages(), keys(), thrown(), Arbitraries.of(true, false))
                .as((filling, message, logger, thrown, isSnapshot) -> {
                    TestEvent event = new TestEvent();
                    filling.forEach(one -> one.accept(event));
                    event.message = message;
                    event.logger = logger;
                    event.thrown = thrown.get();
                    event.identity = isSnapshot ? event : null;
                    return event;
                });
    }

    /** One more thing that an event carries. */
    private static Arbitrary<Consumer<TestEvent>> extras() {
        Arbitrary<String> keys = keys();
        Arbitrary<Object> values = RandomValue.values();
        return Arbitraries.oneOf(
                Combinators.combine(keys, texts()).as((key, text) -> event -> event.context(key, text)),
                Combinators.combine(keys, values).as((key, value) -> event -> event.keyValue(key, hidden(key, value))),
                Combinators.combine(keys, values).as((key, value) -> event -> event.attached(key, hidden(key, value))),
                values.map(value -> event -> event.arguments.add(value)),
                keys.map(key -> event -> event.markers.add(key)),
                keys.map(key -> event -> event.properties.put(key, "p")));
    }

    /** What no line may show. */
    private static Object hidden(String key, Object value) {
        return "password".equals(key) ? "s3cret" : value;
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(KEYS)),
                Tuple.of(3, Arbitraries.integers().between(0, 99).map(number -> "n" + number)),
                Tuple.of(1, Arbitraries.strings().all().ofMaxLength(20)));
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(40).map(text -> "v\ud800\n\"" + text);
        Arbitrary<String> typed = Arbitraries.of("17", "-1.5e3", "true", "{\"x\":[1,null]}", "[", "\u001b[1mx");
        return Arbitraries.frequencyOf(Tuple.of(3, any), Tuple.of(1, typed)).injectNull(0.1);
    }

    private static Arbitrary<String> messages() {
        Arbitrary<String> repeated = Combinators.combine(
                        keys(), Arbitraries.integers().between(0, 8))
                .as((key, times) -> String.valueOf(key).repeat(times) + "bob@acme.com\n");
        return Arbitraries.frequencyOf(
                        Tuple.of(3, repeated),
                        Tuple.of(1, Arbitraries.strings().all().ofMaxLength(2000)),
                        Tuple.of(1, Arbitraries.of("{}", "{\"a\":{\"b.c\":[{}]}}", "{\"a\"}", "\u001b[1mbold\u001b[")))
                .injectNull(0.1);
    }

    private static Arbitrary<Supplier<Throwable>> thrown() {
        return Arbitraries.oneOf(
                Arbitraries.just(() -> null),
                Arbitraries.just(Failures.Broken::new),
                Arbitraries.just(Failures.Endless::new),
                Arbitraries.integers().between(0, 20).map(causes -> () -> Failures.chain(causes)),
                Arbitraries.integers().between(0, 200).map(rows -> () -> Failures.batch(rows)),
                Combinators.combine(
                                Arbitraries.integers().between(0, 300),
                                Arbitraries.integers().between(0, 900))
                        .as((frames, length) -> () -> Failures.deep(frames, "\ud800\n\u00e9".repeat(length))));
    }
}
