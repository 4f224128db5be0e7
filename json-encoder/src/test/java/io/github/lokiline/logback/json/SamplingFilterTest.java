package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.KeyValuePair;

class SamplingFilterTest {
    private static final long NOON = 1763634645123L;

    private final LoggerContext context = new LoggerContext();
    private final Random random = new Random(17);

    @Test
    void keepsTheShareAskedFor() {
        SamplingFilter filter = started(f -> {
            f.setKeepPercent("10 %");
            f.setAlwaysKeepFirst("0");
        });

        IntStream.range(0, 10_000).forEach(i -> filter.decide(event(Level.INFO, "hi")));

        assertThat(filter.kept()).isBetween(900L, 1100L);
        assertThat(filter.kept() + filter.dropped()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.0, 0", "100, 1000", "100%, 1000"})
    void keepsNoneOrAllAtTheEnds(String percent, long kept) {
        SamplingFilter filter = started(f -> {
            f.setKeepPercent(percent);
            f.setAlwaysKeepFirst("0");
        });

        IntStream.range(0, 1000).forEach(i -> filter.decide(event(Level.INFO, "hi")));

        assertThat(filter.kept()).isEqualTo(kept);
    }

    @Test
    void drawsFromAllTheRangeUnsigned() {
        AtomicInteger draw = new AtomicInteger();
        SamplingFilter filter = new SamplingFilter(draw::get);
        start(filter, f -> {
            f.setKeepPercent("0.5");
            f.setAlwaysKeepFirst("0");
        });

        draw.set(21_474_835);
        assertThat(filter.decide(event(Level.INFO, "hi"))).isEqualTo(FilterReply.NEUTRAL);
        draw.set(21_474_836);
        assertThat(filter.decide(event(Level.INFO, "hi"))).isEqualTo(FilterReply.DENY);
        draw.set(-1);
        assertThat(filter.decide(event(Level.INFO, "hi"))).isEqualTo(FilterReply.DENY);
    }

    @Test
    void passesWarningsAndAboveByDefault() {
        SamplingFilter filter = started(f -> {
            f.setKeepPercent("0");
            f.setAlwaysKeepFirst("0");
        });

        assertThat(filter.decide(event(Level.WARN, "hi"))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(event(Level.ERROR, "hi"))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(event(Level.INFO, "hi"))).isEqualTo(FilterReply.DENY);
        assertThat(filter.kept()).isZero();
        assertThat(filter.dropped()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"DEBUG, TRACE, DEBUG", "info, DEBUG, INFO", "ERROR, WARN, ERROR", "OFF, ERROR, OFF"})
    void samplesBelowTheLevelAskedFor(String below, String sampled, String passed) {
        SamplingFilter filter = started(f -> {
            f.setKeepPercent("0");
            f.setAlwaysKeepFirst("0");
            f.setBelowLevel(below);
        });

        assertThat(filter.decide(event(Level.toLevel(sampled), "hi"))).isEqualTo(FilterReply.DENY);
        assertThat(filter.decide(event(Level.toLevel(passed), "hi"))).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void keepsTheFirstOfEachKindInEachInterval() {
        SamplingFilter filter = started(f -> {
            f.setKeepPercent("0");
            f.setAlwaysKeepFirst("2");
            f.setInterval("10 s");
        });

        assertThat(kept(filter, 5, "a {}", NOON)).isEqualTo(2);
        assertThat(kept(filter, 5, "b {}", NOON)).isEqualTo(2);
        assertThat(kept(filter, 5, "a {}", NOON + 1)).isZero();
        assertThat(kept(filter, 5, "a {}", NOON + 10_000)).isEqualTo(2);
    }

    @Test
    void keepsOneOfEachKindAMinuteByDefault() {
        SamplingFilter filter = started(f -> f.setKeepPercent("0"));

        assertThat(kept(filter, 5, "a", NOON)).isEqualTo(1);
        assertThat(kept(filter, 5, "a", NOON + 60_000)).isEqualTo(1);
    }

    @Test
    void takesEqualTemplatesOfDifferentLoggersForDifferentKinds() {
        SamplingFilter filter = started(f -> f.setKeepPercent("0"));
        LoggingEvent other = event(Level.INFO, "a");
        other.setLoggerName("com.acme.Other");

        assertThat(kept(filter, 5, "a", NOON)).isEqualTo(1);
        assertThat(filter.decide(other)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(other)).isEqualTo(FilterReply.DENY);
    }

    @Test
    void boundsTheKindsOfThoseWhoHaveNoTwoAlike() {
        SamplingFilter filter = started(f -> f.setKeepPercent("0"));

        for (int i = 0; i < 100_000; i++) {
            filter.decide(at(event(Level.INFO, "order " + i), NOON));
        }

        assertThat(filter.kept()).isBetween(900L, 1024L);
    }

    @Test
    void survivesEventsThatLackEverything() {
        SamplingFilter filter = started(f -> {
            f.setKeepPercent("0");
            f.setByKey("request_id");
        });
        LoggingEvent bare = new LoggingEvent();
        bare.setLevel(Level.INFO);

        assertThat(filter.decide(bare)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(bare)).isEqualTo(FilterReply.DENY);
    }

    @Test
    void keepsAllOrNoneOfARequest() {
        SamplingFilter filter = byRequest("50");
        SamplingFilter elsewhere = byRequest("50");
        int keptRequests = 0;

        for (int i = 0; i < 1000; i++) {
            FilterReply reply = filter.decide(ofRequest("r-" + i));
            assertThat(filter.decide(ofRequest("r-" + i))).isEqualTo(reply);
            assertThat(elsewhere.decide(ofRequest("r-" + i))).isEqualTo(reply);
            keptRequests += reply == FilterReply.NEUTRAL ? 1 : 0;
        }

        assertThat(keptRequests).isBetween(450, 550);
    }

    /** Compares with recorded results, so that a later version decides like one that runs beside it. */
    @Test
    void keepsTheSameRequestsForEver() {
        SamplingFilter filter = byRequest("10");

        assertThat(IntStream.range(0, 50).filter(i -> filter.decide(ofRequest("r-" + i)) == FilterReply.NEUTRAL))
                .containsExactly(2, 12, 28);
    }

    @Test
    void keepsWithALargerShareWhatItKeepsWithASmallerOne() {
        SamplingFilter small = byRequest("10");
        SamplingFilter large = byRequest("20");

        for (int i = 0; i < 1000; i++) {
            if (small.decide(ofRequest("r-" + i)) == FilterReply.NEUTRAL) {
                assertThat(large.decide(ofRequest("r-" + i))).isEqualTo(FilterReply.NEUTRAL);
            }
        }
        assertThat(small.kept()).isBetween(70L, 130L);
    }

    @Test
    void prefersTheKeyValueToTheMdc() {
        SamplingFilter filter = byRequest("50");
        LoggingEvent both = event(Level.INFO, "hi", Map.of("request_id", "r-1"));

        for (int i = 0; i < 100; i++) {
            both.setKeyValuePairs(List.of(new KeyValuePair("request_id", i)));
            assertThat(filter.decide(both)).isEqualTo(filter.decide(ofRequest(Integer.toString(i))));
        }
    }

    @Test
    void drawsForEventsWithoutTheKeyOrWithABrokenOne() {
        AtomicInteger draws = new AtomicInteger();
        SamplingFilter filter = new SamplingFilter(draws::incrementAndGet);
        start(filter, f -> {
            f.setKeepPercent("50");
            f.setByKey("request_id");
            f.setAlwaysKeepFirst("0");
        });
        LoggingEvent broken = event(Level.INFO, "hi");
        broken.setKeyValuePairs(List.of(new KeyValuePair("request_id", new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("not open");
            }
        })));

        filter.decide(event(Level.INFO, "hi"));
        filter.decide(broken);

        assertThat(draws).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "keepPercent     | 101          | keepPercent \"101\": out of range; write 0 to 100",
                "keepPercent     | -1           | keepPercent \"-1\": not a number; write 0 to 100",
                "keepPercent     | 1e999999999  | keepPercent \"1e999999999\": not a number; write 0 to 100",
                "keepPercent     | ten          | keepPercent \"ten\": not a number; write 0 to 100",
                "keepPercent     | %            | keepPercent \"%\": not set; write 0 to 100",
                "keepPercent     | ``           | keepPercent \"\": not set; write 0 to 100",
                "keepPercent     | P_IS_UNDEFINED | keepPercent \"P_IS_UNDEFINED\": variable P is not set; set it",
                "belowLevel      | LOUD         | belowLevel \"LOUD\": unknown; write one of DEBUG, INFO, WARN, ERROR, OFF",
                "alwaysKeepFirst | 4096         | alwaysKeepFirst \"4096\": out of range; write 0 to 4095",
                "interval        | 60           | interval \"60\": no unit; write a number and one of ms, s",
                "interval        | 2 d          | interval \"2 d\": out of range; write 1 s to 1 d",
            })
    void passesEverythingAndSaysWhatIsWrong(String property, String value, String message) {
        SamplingFilter filter = new SamplingFilter();
        filter.setContext(context);
        filter.setKeepPercent("0");
        switch (property) {
            case "keepPercent" -> filter.setKeepPercent(value);
            case "belowLevel" -> filter.setBelowLevel(value);
            case "alwaysKeepFirst" -> filter.setAlwaysKeepFirst(value);
            default -> filter.setInterval(value);
        }
        filter.start();

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.getLevel()).isEqualTo(Status.WARN);
                    assertThat(status.getMessage()).startsWith(message.strip());
                });
        assertThat(filter.isStarted()).isFalse();
        assertThat(kept(filter, 5, "a", NOON)).isEqualTo(5);
    }

    @Test
    void saysWhenNoShareIsSet() {
        SamplingFilter filter = new SamplingFilter();
        filter.setContext(context);
        filter.start();

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .singleElement()
                .extracting(Status::getMessage)
                .isEqualTo("keepPercent \"\": not set; write 0 to 100");
    }

    @Test
    void passesEverythingOnceStopped() {
        SamplingFilter filter = started(f -> f.setKeepPercent("0"));

        filter.stop();

        assertThat(kept(filter, 5, "a", NOON)).isEqualTo(5);
        assertThat(filter.kept() + filter.dropped()).isZero();
    }

    private SamplingFilter byRequest(String percent) {
        return started(f -> {
            f.setKeepPercent(percent);
            f.setByKey("request_id");
            f.setAlwaysKeepFirst("0");
        });
    }

    private SamplingFilter started(Consumer<SamplingFilter> settings) {
        SamplingFilter filter = new SamplingFilter(random::nextInt);
        start(filter, settings);
        return filter;
    }

    private void start(SamplingFilter filter, Consumer<SamplingFilter> settings) {
        filter.setContext(context);
        settings.accept(filter);
        filter.start();
        assertThat(context.getStatusManager().getCopyOfStatusList()).isEmpty();
        assertThat(filter.isStarted()).isTrue();
    }

    private static int kept(SamplingFilter filter, int events, String message, long millis) {
        int kept = 0;
        for (int i = 0; i < events; i++) {
            kept += filter.decide(at(event(Level.INFO, message), millis)) == FilterReply.NEUTRAL ? 1 : 0;
        }
        return kept;
    }

    private static ILoggingEvent ofRequest(String id) {
        return event(Level.INFO, "hi", Map.of("request_id", id));
    }

    private static LoggingEvent at(LoggingEvent event, long millis) {
        event.setTimeStamp(millis);
        return event;
    }

    private static LoggingEvent event(Level level, String message) {
        return event(level, message, Map.of());
    }

    private static LoggingEvent event(Level level, String message, Map<String, String> mdc) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName("com.acme.Svc");
        event.setLevel(level);
        event.setMessage(message);
        event.setMDCPropertyMap(mdc);
        return event;
    }
}
