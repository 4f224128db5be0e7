package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFilterTest {
    private final LoggerContext context = new LoggerContext();

    @ParameterizedTest
    @ValueSource(strings = {"HTTP Request: GET /", "sent HTTP Request:", "ping /health ok", "Tick 17", "poll 200 ms"})
    void dropsMessagesThatFitOneOfTheTexts(String message) {
        assertThat(decide(everyKind(), Level.INFO, "x", message)).isEqualTo(FilterReply.DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP request: GET /", "a Tick", "poll ms", "", "hello"})
    void keepsOtherMessages(String message) {
        assertThat(decide(everyKind(), Level.INFO, "x", message)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void looksAtTheMessageWithItsArguments() {
        MessageFilter filter = started(f -> f.addContains("GET /health"));
        LoggingEvent event = event(Level.INFO, "x", "{} {}");
        event.setArgumentArray(new Object[] {"GET", "/health"});

        assertThat(filter.decide(event)).isEqualTo(FilterReply.DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache, DENY",
        "org.apache.http.Client, DENY",
        "com.acme.Svc, DENY",
        "org.apachex, NEUTRAL",
        "org, NEUTRAL",
        ", NEUTRAL",
    })
    void looksOnlyAtTheLoggersAskedForAndThoseBelow(String logger, FilterReply reply) {
        MessageFilter filter = started(f -> {
            f.addContains("noise");
            f.setLogger("org.apache, com.acme.Svc");
        });

        assertThat(decide(filter, Level.INFO, logger, "noise")).isEqualTo(reply);
    }

    @Test
    void looksOnlyBelowTheLevelAskedFor() {
        MessageFilter filter = started(f -> {
            f.addContains("noise");
            f.setBelowLevel("WARN");
        });

        assertThat(decide(filter, Level.INFO, "x", "noise")).isEqualTo(FilterReply.DENY);
        assertThat(decide(filter, Level.WARN, "x", "noise")).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(filter, Level.ERROR, "x", "noise")).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void looksAtAllLevelsByDefault() {
        MessageFilter filter = started(f -> f.addContains("noise"));

        assertThat(decide(filter, Level.ERROR, "x", "noise")).isEqualTo(FilterReply.DENY);
    }

    @Test
    void countsWhatItLookedAt() {
        MessageFilter filter = started(f -> {
            f.addContains("noise");
            f.setLogger("x");
        });

        decide(filter, Level.INFO, "x", "noise");
        decide(filter, Level.INFO, "x", "news");
        decide(filter, Level.INFO, "x", "more news");
        decide(filter, Level.INFO, "y", "noise");

        assertThat(filter.dropped()).isEqualTo(1);
        assertThat(filter.kept()).isEqualTo(2);
    }

    @Test
    void keepsWhatHasNoMessage() {
        assertThat(decide(everyKind(), Level.INFO, "x", null)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void keepsAMessageOnWhichARegexTakesTooLongAndSaysSoOnce() {
        MessageFilter filter = started(f -> f.addRegex("x*x*x*x*x*x*y"));
        String hostile = "x".repeat(60);

        assertThat(decide(filter, Level.INFO, "x", hostile)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(filter, Level.INFO, "x", hostile)).isEqualTo(FilterReply.NEUTRAL);

        assertThat(decide(filter, Level.INFO, "x", "xxy")).isEqualTo(FilterReply.DENY);
        assertWarned(
                "regex \"x*x*x*x*x*x*y\": matching takes too long on some messages. They are kept; simplify the regex.");
    }

    @Test
    void keepsAMessageOnWhichARegexExhaustsTheStack() {
        MessageFilter filter = started(f -> f.addRegex("(a|b)*c"));

        assertThat(decide(filter, Level.INFO, "x", "ab".repeat(8000) + "c")).isEqualTo(FilterReply.NEUTRAL);

        assertThat(decide(filter, Level.INFO, "x", "abc")).isEqualTo(FilterReply.DENY);
        assertWarned(
                "regex \"(a|b)*c\": matching exhausts the stack on some messages. They are kept; simplify the regex.");
    }

    @Test
    void passesEverythingOnceStopped() {
        MessageFilter filter = everyKind();

        filter.stop();

        assertThat(decide(filter, Level.INFO, "x", "Tick")).isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.kept()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "regex      | a( | regex \"a(\": not a regex: Unclosed group at character 3; correct it or use contains",
                "regex      | a* | regex \"a*\": matches every message; write a regex that requires a character",
                "contains   | `` | contains \"\": no condition is set; add contains, startsWith or regex",
                "contains   | X_IS_UNDEFINED | contains \"X_IS_UNDEFINED\": variable X is not set; set it",
                "belowLevel | LOUD | belowLevel \"LOUD\": unknown; write one of DEBUG, INFO, WARN, ERROR, OFF",
            })
    void passesEverythingAndSaysWhatIsWrong(String property, String value, String message) {
        MessageFilter filter = new MessageFilter();
        filter.setContext(context);
        switch (property) {
            case "regex" -> filter.addRegex(value);
            case "contains" -> filter.addContains(value);
            default -> filter.setBelowLevel(value);
        }
        filter.start();

        assertThat(filter.isStarted()).isFalse();
        assertThat(decide(filter, Level.INFO, "x", "a(")).isEqualTo(FilterReply.NEUTRAL);
        assertWarned(message);
    }

    private MessageFilter everyKind() {
        return started(f -> {
            f.addContains("HTTP Request:");
            f.addContains("/health");
            f.addStartsWith("Tick");
            f.addRegex("poll \\d+ ms");
        });
    }

    private MessageFilter started(Consumer<MessageFilter> settings) {
        MessageFilter filter = new MessageFilter();
        filter.setContext(context);
        settings.accept(filter);
        filter.start();
        assertThat(filter.isStarted()).isTrue();
        return filter;
    }

    private void assertWarned(String message) {
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.getLevel()).isEqualTo(Status.WARN);
                    assertThat(status.getMessage()).startsWith(message.strip());
                });
    }

    private static FilterReply decide(MessageFilter filter, Level level, String logger, String message) {
        return filter.decide(event(level, logger, message));
    }

    private static LoggingEvent event(Level level, String logger, String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName(logger);
        event.setLevel(level);
        event.setMessage(message);
        return event;
    }
}
