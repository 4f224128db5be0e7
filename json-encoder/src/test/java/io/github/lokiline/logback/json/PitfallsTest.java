package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;

/**
 * Tests known failures of other encoders, one per test. {@link AsyncPitfallsTest}, {@link JacksonPitfallsTest} and
 * {@link KeptMemoryTest} have those that need more setup; the tests of each class cover the details.
 */
class PitfallsTest {
    private final Lines lines = Lines.with(encoder -> encoder.setFormat("message"));

    @Nested
    class Surrogates {
        @Test
        void aLoneOneIsReplacedWhereverItStands() {
            lines.mdc.put("m\ud800", "\udc00");

            lines.logger().atInfo().addKeyValue("k\udc00", List.of("x\ud800y")).log("\ud800");

            assertThat(lines.line())
                    .isEqualTo("{\"message\":\"\ufffd\",\"m\ufffd\":\"\ufffd\",\"k\ufffd\":[\"x\ufffdy\"]}");
        }

        @Test
        void aPairIsTornNeitherInsideALongTextNorByACut() {
            Lines cut = Lines.with(encoder -> {
                encoder.setFormat("message");
                encoder.setMaxValueBytes("600 B");
            });
            for (int before = 0; before < 600; before++) {
                String text = "x".repeat(before) + "\ud83d\ude00".repeat(20);

                cut.logger().atInfo().addKeyValue("cut", text).log(text);

                assertThat(cut.json().get("message").asString()).isEqualTo(text);
                assertThat(text).startsWith(cut.json().get("cut").asString());
            }
        }
    }

    @Nested
    class QuotesAndControlsInNames {
        private static final String NASTY = "a\"b\\\n\u0001";

        @Test
        void areEscapedInTheNameOfTheContext() {
            Lines named = Lines.with(encoder -> encoder.setFormat("processName"));
            named.context.setName(NASTY);

            named.logger().info("hi");

            assertThat(named.json().get("processName").asString()).isEqualTo(NASTY);
        }

        @Test
        void areEscapedInEveryOtherName() {
            Lines all = Lines.with(encoder -> {
                encoder.setFormat("name,threadName,message,pathname,funcName");
                encoder.addMarkers("all");
                encoder.addContext("all");
            });
            all.context.putProperty(NASTY, "1");
            LoggingEvent event = event("hi");
            event.setLoggerContextRemoteView(all.context.getLoggerContextRemoteView());
            event.setLoggerName(NASTY);
            event.setThreadName(NASTY);
            event.setMDCPropertyMap(Map.of("m" + NASTY, "2"));
            event.setCallerData(new StackTraceElement[] {new StackTraceElement(NASTY, NASTY, NASTY, 1)});
            event.addMarker(MarkerFactory.getMarker(NASTY));
            event.addKeyValuePair(new KeyValuePair("k" + NASTY, Map.of(NASTY, 3)));
            event.setThrowableProxy(new ThrowableProxy(thrown(NASTY)));

            JsonNode json = parsed(all, event);

            assertThat(json.get("name").asString()).isEqualTo(NASTY);
            assertThat(json.get("threadName").asString()).isEqualTo(NASTY);
            assertThat(json.get("funcName").asString()).isEqualTo(NASTY);
            assertThat(json.get(NASTY).asString()).isEqualTo("1");
            assertThat(json.get("m" + NASTY).asString()).isEqualTo("2");
            assertThat(json.get("k" + NASTY).get(NASTY).asInt()).isEqualTo(3);
            assertThat(json.get("tags").get(0).asString()).isEqualTo(NASTY);
            assertThat(json.get("exc_info").asString()).endsWith("at " + NASTY + "." + NASTY + "(" + NASTY + ":1)");
        }

        private static Exception thrown(String name) {
            Exception thrown = new IllegalStateException("bad");
            thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement(name, name, name, 1)});
            return thrown;
        }
    }

    @Nested
    class NewlinesInsideARecord {
        @Test
        void areEscapedInTracesThatAreArraysToo() {
            Lines arrays = Lines.with(encoder -> {
                encoder.setFormat("message");
                encoder.setStackAsArray("true");
            });

            arrays.logger().error("a\r\nb", new IllegalStateException("c\r\nd"));

            assertThat(arrays.line()).startsWith("{\"message\":\"a\\r\\nb\",\"exc_info\":[\"java.lang.Ill");
        }

        @Test
        void areEscapedInLogfmtTogetherWithTabs() {
            Lines logfmt = Lines.logfmt(encoder -> encoder.setFormat("message"));

            logfmt.logger().info("a\r\n\tb level=ERROR");

            assertThat(logfmt.line()).isEqualTo("message=\"a\\r\\n\\tb level=ERROR\"");
        }
    }

    @Nested
    class NumbersThatJsonDoesNotHave {
        @Test
        void areTextsAtAnyDepth() {
            lines.logger()
                    .atInfo()
                    .addKeyValue("d", Double.NaN)
                    .addKeyValue("f", Float.NEGATIVE_INFINITY)
                    .addKeyValue("m", Map.of("a", new Object[] {List.of(Double.POSITIVE_INFINITY), new float[] {0f / 0f}
                    }))
                    .log("hi");

            assertThat(lines.line())
                    .isEqualTo("{\"message\":\"hi\",\"d\":\"NaN\",\"f\":\"-Infinity\","
                            + "\"m\":{\"a\":[[\"Infinity\"],[\"NaN\"]]}}");
        }
    }

    @Nested
    class ValuesThatThrow {
        @Test
        void costThemselvesOnly() {
            Map<String, Object> changing = new AbstractMap<>() {
                @Override
                public Set<Entry<String, Object>> entrySet() {
                    throw new ConcurrentModificationException();
                }
            };

            lines.logger()
                    .atInfo()
                    .addKeyValue("text", new Failing(new IllegalStateException("toString")))
                    .addKeyValue("bean", new Bean())
                    .addKeyValue("supplier", failing())
                    .addKeyValue("map", changing)
                    .addKeyValue("after", 1)
                    .log("hi");

            assertThat(lines.line())
                    .isEqualTo("{\"message\":\"hi\",\"text\":\"<error: IllegalStateException: toString>\","
                            + "\"bean\":{\"name\":\"<error: IllegalStateException: getter>\"},"
                            + "\"supplier\":\"<error: IllegalStateException: supplier>\","
                            + "\"map\":\"<error: ConcurrentModificationException>\",\"after\":1}");
        }

        @Test
        void aCollectionThatAnotherThreadChangesCostsItselfAtMost() throws Exception {
            List<Integer> list = new ArrayList<>(Collections.nCopies(100, 1));
            Map<String, Integer> map = new LinkedHashMap<>();
            AtomicBoolean ended = new AtomicBoolean();
            Thread changing = new Thread(() -> {
                for (int i = 0; !ended.get(); i++) {
                    list.add(i);
                    list.subList(50, list.size()).clear();
                    map.put("k" + i % 64, i);
                    map.remove("k" + (i + 32) % 64);
                }
            });
            changing.start();

            long failed = 0;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            for (int i = 0; i < 2_000 || (failed == 0 && System.nanoTime() < deadline); i++) {
                lines.logger()
                        .atInfo()
                        .addKeyValue("list", list)
                        .addKeyValue("map", map)
                        .addKeyValue("after", i)
                        .log("hi");

                assertThat(lines.json().get("after").asInt()).isEqualTo(i);
                failed = lines.encoder.counts().failedValues();
            }
            ended.set(true);
            changing.join();

            // Otherwise it was never changed while it was read.
            assertThat(failed).isPositive();
        }

        private static Object failing() {
            return (Supplier<Object>) () -> {
                throw new IllegalStateException("supplier");
            };
        }

        /** A bean as applications have it. */
        public static final class Bean {
            private final boolean isOpen = Boolean.getBoolean("never");

            /** Called by Jackson. */
            public String getName() {
                if (isOpen) {
                    return "open";
                }
                throw new IllegalStateException("getter");
            }
        }
    }

    @Nested
    class Errors {
        @Test
        void areCaughtAsExceptionsAre() {
            for (Error error : List.of(
                    new StackOverflowError(),
                    new NoClassDefFoundError("com/acme/Gone"),
                    new AssertionError("wrong"),
                    new ExceptionInInitializerError("wrong"))) {
                lines.logger()
                        .atInfo()
                        .addKeyValue("bad", new Failing(error))
                        .addKeyValue("after", 1)
                        .log("hi");

                assertThat(lines.json().get("bad").asString())
                        .startsWith("<error: " + error.getClass().getSimpleName());
                assertThat(lines.last()).endsWith(",\"after\":1}");
            }
        }

        @Test
        void ofAMapThatContainsItselfDoNotComeUp() {
            Map<String, Object> self = new LinkedHashMap<>();
            self.put("a", 1);
            self.put("self", self);

            lines.logger().atInfo().addKeyValue("map", self).log("hi");

            assertThat(lines.line())
                    .isEqualTo("{\"message\":\"hi\",\"map\":{\"a\":1,"
                            + "\"self\":\"<error: IllegalStateException: contains itself>\"}}");
        }
    }

    @Nested
    class CausesInACircle {
        @Test
        void endWithHashesAndTheRootCauseFirstToo() {
            Exception one = new IllegalStateException("one");
            Exception other = new IllegalStateException("other", one);
            one.initCause(other);
            one.addSuppressed(other);
            for (String rootCauseFirst : List.of("false", "true")) {
                Lines hashed = Lines.with(encoder -> {
                    encoder.setFormat("message,exc_info,stack_hash,root_class");
                    encoder.setStackHash("true");
                    encoder.setRootCauseFirst(rootCauseFirst);
                });

                hashed.logger().error("hi", one);

                assertThat(hashed.json().get("exc_info").asString()).contains("circular reference");
                assertThat(hashed.json().get("stack_hash").asString()).hasSize(8);
            }
        }
    }

    @Nested
    class HugeTraces {
        @Test
        void keepTheirHeadAndTailWithinTheirLimit() {
            Throwable thrown = deep("root");
            for (int i = 0; i < 20; i++) {
                Throwable wrapping = deep("level " + i);
                wrapping.initCause(thrown);
                thrown = wrapping;
            }

            lines.logger().error("hi", thrown);

            assertThat(lines.last().length()).isLessThan(66 * 1024);
            assertThat(lines.json().get("exc_info").asString())
                    .startsWith("java.lang.Exception: level 19\n\tat level19.m0(B.java:0)\n")
                    .contains("frames omitted", "Caused by: java.lang.Exception: root\n\tat root.m0(B.java:0)\n")
                    .endsWith("\n\tat root.m1023(B.java:1023)");
        }

        private static Throwable deep(String message) {
            StackTraceElement[] frames = new StackTraceElement[1024];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = new StackTraceElement(message.replace(" ", ""), "m" + i, "B.java", i);
            }
            Exception thrown = new Exception(message);
            thrown.setStackTrace(frames);
            return thrown;
        }
    }

    @Nested
    class ReEntry {
        @Test
        void ofAnArgumentThatLogsWhileItIsEncodedLeavesBothLinesWhole() {
            Object logging = new Object() {
                @Override
                public String toString() {
                    lines.logger().atInfo().addKeyValue("inner", 1).log("within");
                    return "logged";
                }
            };

            lines.logger()
                    .atInfo()
                    .addKeyValue("before", 1)
                    .addKeyValue("outer", logging)
                    .log("hi");

            assertThat(lines.written.stream().map(Lines::utf8))
                    .containsExactly(
                            "{\"message\":\"within\",\"inner\":1}\n",
                            "{\"message\":\"hi\",\"before\":1,\"outer\":\"logged\"}\n");
        }
    }

    @Nested
    class BytesOfAFailedEvent {
        @Test
        void reachNeitherItsOwnLineNorTheNext() {
            Lines failing = Lines.with(encoder -> {
                encoder.setFormat("message");
                encoder.addField((event, out) -> {
                    out.name("half").string("written");
                    if (event.getMessage().equals("first")) {
                        throw new AssertionError("then failed");
                    }
                });
            });

            failing.logger().info("first");
            failing.logger().info("second");

            assertThat(failing.written.stream().map(Lines::utf8))
                    .containsExactly(
                            "{\"message\":\"first\",\"field_error\":\"<error: AssertionError: then failed>\"}\n",
                            "{\"message\":\"second\",\"half\":\"written\"}\n");
        }
    }

    @Nested
    class EqualNames {
        @Test
        void ofBuiltInFieldsMdcKeyValuesAndStaticFieldsStandOnce() {
            Lines all = Lines.with(encoder -> {
                encoder.setFormat("levelname,message");
                encoder.addStaticField("traceId=static");
                encoder.addStaticField("service=orders");
                encoder.addArguments("all");
            });
            all.mdc.put("message", "mdc");
            all.mdc.put("levelname", "mdc");
            all.mdc.put("traceId", "mdc");
            all.mdc.put("service", "mdc");
            all.mdc.put("arg0", "mdc");

            all.logger()
                    .atInfo()
                    .addKeyValue("traceId", "kv")
                    .addKeyValue("message", "kv")
                    .addArgument("argument")
                    .log("hi");

            assertThat(all.line())
                    .isEqualTo("{\"levelname\":\"INFO\",\"message\":\"hi\",\"traceId\":\"kv\",\"service\":\"mdc\","
                            + "\"arg0\":\"argument\",\"levelname_\":\"mdc\",\"message_\":\"kv\"}");
            assertThat(all.encoder.counts().movedFields()).isEqualTo(3);
        }
    }

    @Nested
    class Nulls {
        @Test
        void areNullAndNotATextThatSaysSo() {
            LoggingEvent event = event(null);
            event.setMDCPropertyMap(Collections.singletonMap("mdc", null));
            event.addKeyValuePair(new KeyValuePair("nothing", null));
            event.addKeyValuePair(new KeyValuePair("empty", ""));
            event.addKeyValuePair(new KeyValuePair("text", "null"));
            event.addKeyValuePair(new KeyValuePair(null, 1));

            assertThat(Lines.utf8(lines.encoder.encode(event)))
                    .isEqualTo(
                            "{\"message\":null,\"mdc\":null,\"nothing\":null,\"empty\":\"\",\"text\":\"null\",\"null\":1}\n");
        }
    }

    @Nested
    class TypesThatAreNotPlain {
        @Test
        void areWrittenForWhatTheyAre() {
            Map<Object, Object> keys = new LinkedHashMap<>();
            keys.put(5, "number");
            keys.put("5", "text");
            keys.put(null, "null");
            keys.put(List.of(1), "list");

            assertThat(written(keys)).isEqualTo("{\"5\":\"text\",\"null\":\"null\",\"[1]\":\"list\"}");
            assertThat(written(Optional.of(new int[] {1, 2}))).isEqualTo("[1,2]");
            assertThat(written(new byte[] {-1, -2})).isEqualTo("\"__4=\"");
            assertThat(written(new boolean[] {true})).isEqualTo("[true]");
            assertThat(written(LocalDate.of(2025, 1, 2))).isEqualTo("\"2025-01-02\"");
            assertThat(written(Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
            assertThat(written(new UUID(0, 1))).isEqualTo("\"00000000-0000-0000-0000-000000000001\"");
            assertThat(written(TimeUnit.DAYS)).isEqualTo("\"DAYS\"");
            assertThat(written(new Point(1, null))).isEqualTo("{\"x\":1,\"y\":null}");
            assertThat(written(new BigDecimal("1E+3"))).isEqualTo("1E+3");
        }

        @Test
        void aPathIsATextThoughItHoldsItself() {
            assertThat(written(Path.of("a", "b"))).isEqualTo("\"" + Path.of("a", "b") + "\"");
            assertThat(written(List.of(Path.of("a")))).isEqualTo("[\"a\"]");
        }

        @Test
        void longsAboveTwoToThePowerOf53AreNumbersWithAllTheirDigits() {
            assertThat(written(9_007_199_254_740_993L)).isEqualTo("9007199254740993");
        }

        /** A record as applications have it. */
        public record Point(int x, Integer y) {}
    }

    @Nested
    class OrderOfTheMdc {
        @Test
        void isThatOfItsKeysAndNotOfAHashMap() {
            for (String key : List.of("zeta", "Aa", "BB", "alpha", "k10", "k9")) {
                lines.mdc.put(key, "v");
            }

            lines.logger().info("hi");

            assertThat(lines.json().propertyNames())
                    .containsExactly("message", "Aa", "BB", "alpha", "k10", "k9", "zeta");
        }
    }

    @Nested
    class NumbersOfOtherClasses {
        @Test
        void cannotInjectJson() {
            Number injecting = number("1,\"admin\":true");

            lines.logger()
                    .atInfo()
                    .addKeyValue("n", injecting)
                    .addKeyValue("map", Map.of("n", List.of(injecting)))
                    .log("hi");

            assertThat(lines.line())
                    .isEqualTo("{\"message\":\"hi\",\"n\":\"1,\\\"admin\\\":true\","
                            + "\"map\":{\"n\":[\"1,\\\"admin\\\":true\"]}}");
        }

        @Test
        void areNumbersWhereTheirTextIsOne() {
            LongAdder adder = new LongAdder();
            adder.add(7);

            assertThat(written(adder)).isEqualTo("7");
            assertThat(written(new AtomicLong(8))).isEqualTo("8");
            assertThat(written(number("1.5"))).isEqualTo("1.5");
            assertThat(written(number("007"))).isEqualTo("\"007\"");
        }

        @SuppressWarnings("serial") // never sent
        private static Number number(String text) {
            return new Number() {
                @Override
                public int intValue() {
                    return 0;
                }

                @Override
                public long longValue() {
                    return 0;
                }

                @Override
                public float floatValue() {
                    return 0;
                }

                @Override
                public double doubleValue() {
                    return 0;
                }

                @Override
                public String toString() {
                    return text;
                }
            };
        }
    }

    @Nested
    class SeveralThreads {
        @Test
        void encodeAtOnceWithOneEncoder() throws Exception {
            Consumer<String> twice = name -> {
                for (int i = 0; i < 3_000; i++) {
                    LoggingEvent event = event(name + i);
                    event.setMDCPropertyMap(Map.of());
                    event.addKeyValuePair(new KeyValuePair("by", List.of(name)));
                    assertThat(new String(lines.encoder.encode(event), StandardCharsets.UTF_8))
                            .isEqualTo("{\"message\":\"" + name + i + "\",\"by\":[\"" + name + "\"]}\n");
                }
            };
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (String name : List.of("a", "b", "c")) {
                Thread thread = new Thread(() -> twice.accept(name));
                thread.setUncaughtExceptionHandler((where, failure) -> failures.add(failure));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(failures).isEmpty();
        }
    }

    private static LoggingEvent event(String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLevel(Level.INFO);
        event.setLoggerName("com.acme.Svc");
        event.setInstant(Instant.EPOCH);
        event.setMessage(message);
        return event;
    }

    private static JsonNode parsed(Lines by, LoggingEvent event) {
        String line = Lines.utf8(by.encoder.encode(event));
        assertThat(line.substring(0, line.length() - 1)).doesNotContain("\n", "\u0001");
        return Lines.parse(line);
    }

    /** Returns a value as JSON. */
    private static String written(Object value) {
        Lines one = Lines.with(encoder -> encoder.setFormat("v"));
        one.logger().atInfo().addKeyValue("v", value).log();
        one.json();
        return one.line().substring("{\"v\":".length(), one.line().length() - 1);
    }

    /** Throws in toString. */
    private static final class Failing {
        private final Throwable failure;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public String toString() {
            throw PitfallsTest.<RuntimeException>any(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException any(Throwable failure) throws T {
        throw (T) failure;
    }
}
