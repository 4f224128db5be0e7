package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.KeyValuePair;

/** What python-json-logger 4.2 does with combinations of properties, beyond {@link PythonRecordsTest}. */
class PythonJsonLoggerTest {
    private static final Instant CREATED = Instant.parse("2024-05-06T12:53:20.123456Z");

    @Test
    void fillsInTheArgumentsOfTheMessage() {
        LoggingEvent event = event("hi {}");
        event.setArgumentArray(new Object[] {"bob"});

        assertThat(line(encoder -> encoder.setFormat("message"), event)).isEqualTo("{\"message\":\"hi bob\"}");
    }

    @Test
    void takesTheNamesOfAPercentFormatWhateverTheirWidthAndType() {
        String line = line(
                encoder -> {
                    encoder.setFormat("[%(levelname)8s] %(message)s %(filename)s:%(lineno)d %(asctime)");
                    encoder.setDatefmt("yyyy-MM-dd HH:mm:ss,SSS");
                },
                event("hi"));

        assertThat(line)
                .isEqualTo("{\"levelname\":\"INFO\",\"message\":\"hi\",\"filename\":\"Svc.java\",\"lineno\":42,"
                        + "\"asctime\":\"2024-05-06 12:53:20,123\"}");
    }

    @Test
    void renamesOnceWithoutFollowingTheNewName() {
        String line = line(
                encoder -> {
                    encoder.setFormat("{levelname}{message}{asctime}");
                    encoder.setRenameFields("{\"levelname\":\"LEVEL\",\"message\":\"levelname\"}");
                    encoder.setDatefmt("%Y-%m-%d %H:%M:%S");
                },
                event("hi"));

        assertThat(line).isEqualTo("{\"LEVEL\":\"INFO\",\"levelname\":\"hi\",\"asctime\":\"2024-05-06 12:53:20\"}");
    }

    @Test
    void addsATimestampLastOfTheSameWidthForWholeSeconds() {
        LoggingEvent event = event("Hello");
        event.setInstant(Instant.parse("2017-07-14T02:40:00Z"));

        String line = line(
                encoder -> {
                    encoder.setFormat("message");
                    encoder.setTimestamp("true");
                    encoder.setDatefmt("epoch_millis");
                    encoder.setTimeZone("Asia/Tokyo");
                },
                event);

        assertThat(line).isEqualTo("{\"message\":\"Hello\",\"timestamp\":\"2017-07-14T02:40:00.000000Z\"}");
    }

    @Test
    void keepsTheTypesOfWhatTheCallAdds() {
        LoggingEvent event = event("");
        event.addKeyValuePair(new KeyValuePair("text", "testing logging"));
        event.addKeyValuePair(new KeyValuePair("num", 1));
        event.addKeyValuePair(new KeyValuePair("5", "9"));
        event.addKeyValuePair(new KeyValuePair("nested", Map.of("more", "data")));

        assertThat(line(encoder -> encoder.setFormat("message"), event))
                .isEqualTo("{\"message\":\"\",\"text\":\"testing logging\",\"num\":1,\"5\":\"9\","
                        + "\"nested\":{\"more\":\"data\"}}");
    }

    @Test
    void writesDefaultsFirstUnlessTheCallHasMore() {
        LoggingEvent event = event("hi");
        event.addKeyValuePair(new KeyValuePair("first", 1234));

        String line = line(
                encoder -> {
                    encoder.setFormat("message");
                    encoder.setDefaults("{\"first\":1,\"second\":2}");
                },
                event);

        assertThat(line).isEqualTo("{\"first\":1234,\"second\":2,\"message\":\"hi\"}");
    }

    @Test
    void writesTheNewNamesOfMissingFieldsAsNull() {
        Consumer<JsonEncoder> properties = encoder -> {
            encoder.setFormat("message");
            encoder.setRenameFields("missing_field=new_field\nmessage=text\nexc_info=error");
            encoder.setKeepMissing("true");
        };
        LoggingEvent with = event("\"new_field\":{");
        with.addKeyValuePair(new KeyValuePair("missing_field", 1));
        LoggingEvent inside = event("hi");
        inside.addKeyValuePair(new KeyValuePair("a", Map.of("new_field", Map.of("error", 1))));

        assertThat(line(properties, event("hi"))).isEqualTo("{\"text\":\"hi\",\"new_field\":null,\"error\":null}");
        assertThat(line(properties, with))
                .isEqualTo("{\"text\":\"\\\"new_field\\\":{\",\"new_field\":1,\"error\":null}");
        assertThat(line(properties, inside))
                .endsWith("\"a\":{\"new_field\":{\"error\":1}},\"new_field\":null,\"error\":null}");
    }

    @Test
    void putsDefaultsFormatStaticFieldsExtrasAndTimestampInThisOrder() {
        LoggingEvent event = event("hi");
        event.addKeyValuePair(new KeyValuePair("rid", "r1"));
        event.addKeyValuePair(new KeyValuePair("env", "prod"));

        String line = line(
                encoder -> {
                    encoder.setFormat("{asctime}{levelname}{name}{message}");
                    encoder.setDatefmt("yyyy-MM-dd HH:mm:ss,SSS");
                    encoder.setDefaults("env=dev\nname=dflt");
                    encoder.addStaticField("svc=a");
                    encoder.setTimestamp("@timestamp");
                    encoder.setRenameFields("levelname=level\nsvc=service");
                },
                event);

        assertThat(line)
                .isEqualTo("{\"env\":\"prod\",\"name\":\"com.acme.Svc\",\"asctime\":\"2024-05-06 12:53:20,123\","
                        + "\"level\":\"INFO\",\"message\":\"hi\",\"service\":\"a\",\"rid\":\"r1\","
                        + "\"@timestamp\":\"2024-05-06T12:53:20.123456Z\"}");
    }

    @Test
    void escapesWhatIsNotAsciiOnlyWhenAsked() {
        LoggingEvent event = event("\u041f\u0440\u0438\u0432\u0435\u0442");
        Consumer<JsonEncoder> escaping = encoder -> {
            encoder.setFormat("message");
            encoder.setEnsureAscii("true");
        };

        assertThat(line(escaping, event)).isEqualTo("{\"message\":\"\\u041f\\u0440\\u0438\\u0432\\u0435\\u0442\"}");
        assertThat(line(encoder -> encoder.setFormat("message"), event))
                .isEqualTo("{\"message\":\"\u041f\u0440\u0438\u0432\u0435\u0442\"}");
    }

    @Test
    void addsTheExceptionAsOneTextOrAsItsLines() {
        Exception thrown = new ArithmeticException("/ by zero");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("com.acme.Svc", "handle", "Svc.java", 42)});
        LoggingEvent event = event("boom");
        event.setThrowableProxy(new ThrowableProxy(thrown));
        Consumer<JsonEncoder> asArray = encoder -> {
            encoder.setFormat("message");
            encoder.setExcInfoAsArray("true");
        };

        assertThat(line(encoder -> encoder.setFormat("message"), event))
                .isEqualTo("{\"message\":\"boom\",\"exc_info\":\"java.lang.ArithmeticException: / by zero"
                        + "\\n\\tat com.acme.Svc.handle(Svc.java:42)\"}");
        assertThat(line(asArray, event))
                .isEqualTo("{\"message\":\"boom\",\"exc_info\":[\"java.lang.ArithmeticException: / by zero\","
                        + "\"\\tat com.acme.Svc.handle(Svc.java:42)\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exc_info     | \"none\"",
                "exc_class    | \"none\"",
                "taskName     | \"none\"",
                "user         | \"none\"",
                "absent       | \"none\"",
                "processName  | \"none\"",
            })
    void neverReplacesADefaultByNullWhichIsItsBug(String field, String expected) {
        LoggingEvent event = event("hi");
        event.addKeyValuePair(new KeyValuePair("user", null));

        String line = line(
                encoder -> {
                    encoder.setFormat("message," + field);
                    encoder.setDefaults(field + "=none");
                },
                event);

        assertThat(line).startsWith("{\"" + field + "\":" + expected + ",\"message\":\"hi\"");
    }

    @Test
    void letsStaticFieldsReplaceDefaultsAndExtrasBoth() {
        LoggingEvent event = event("hi");
        event.addKeyValuePair(new KeyValuePair("env", "of the call"));
        Consumer<JsonEncoder> properties = encoder -> {
            encoder.setFormat("message");
            encoder.setDefaults("env=default\nlevelno=0");
            encoder.addStaticField("env=static");
        };

        assertThat(line(properties, event("hi")))
                .isEqualTo("{\"env\":\"static\",\"levelno\":\"0\",\"message\":\"hi\"}");
        assertThat(line(properties, event)).isEqualTo("{\"env\":\"of the call\",\"levelno\":\"0\",\"message\":\"hi\"}");
    }

    private static String line(Consumer<JsonEncoder> properties, LoggingEvent event) {
        String line = Lines.utf8(Lines.with(properties).encoder.encode(event));
        Lines.parse(line);
        return line.stripTrailing();
    }

    private static LoggingEvent event(String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContextRemoteView(Lines.with(encoder -> {}).context.getLoggerContextRemoteView());
        event.setLoggerName("com.acme.Svc");
        event.setThreadName("main");
        event.setLevel(Level.INFO);
        event.setMessage(message);
        event.setInstant(CREATED);
        event.setMDCPropertyMap(Map.of());
        event.setCallerData(new StackTraceElement[] {new StackTraceElement("com.acme.Svc", "handle", "Svc.java", 42)});
        return event;
    }
}
