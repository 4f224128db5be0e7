package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonEncoderTest {
    private static final Instant NOON = Instant.parse("2025-11-20T10:30:45.123456789Z");

    @Test
    void writesThePythonPresetInItsOrder() {
        Lines lines = Lines.with(encoder -> encoder.addStaticField("team=orders"));
        lines.mdc.put("user", "u-1");
        lines.mdc.put("request_id", "r-17");

        lines.logger()
                .atWarn()
                .addKeyValue("status_code", 200)
                .addKeyValue("path", "/orders")
                .log("Request {}", "done");

        assertThat(lines.line().replaceFirst("\"asctime\":\"[^\"]*\"", "\"asctime\":\"T\""))
                .isEqualTo("{\"asctime\":\"T\",\"levelname\":\"WARNING\",\"name\":\"com.acme.Svc\","
                        + "\"message\":\"Request done\",\"threadName\":\""
                        + Thread.currentThread().getName()
                        + "\",\"team\":\"orders\",\"request_id\":\"r-17\",\"user\":\"u-1\","
                        + "\"status_code\":200,\"path\":\"/orders\"}");
    }

    @Test
    void writesTimeAsIsoUtcMillisOfFixedWidth() {
        Lines lines = Lines.with(encoder -> {});

        assertThat(at(lines, NOON)).isEqualTo("2025-11-20T10:30:45.123Z");
        assertThat(at(lines, Instant.parse("2025-11-20T10:30:45Z"))).isEqualTo("2025-11-20T10:30:45.000Z");
        assertThat(at(lines, Instant.parse("2025-11-20T10:30:46.009Z"))).isEqualTo("2025-11-20T10:30:46.009Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%Y-%m-%d %H:%M:%S              | UTC           | \"2025-11-20 10:30:45\"",
                "%Y-%m-%dT%H:%M:%S.%f%z         | Europe/Berlin | \"2025-11-20T11:30:45.123456+0100\"",
                "%d/%b/%Y %I:%M %p %%           | UTC           | \"20/Nov/2025 10:30 AM %\"",
                "yyyy-MM-dd HH:mm:ss,SSS        | +05:30        | \"2025-11-20 16:00:45,123\"",
                "HH:mm:ss.SSSSSS'S'XXX          | UTC           | \"10:30:45.123456SZ\"",
                "yyyy \"-\"Q                    | UTC           | \"2025 \\\"-\\\"4\"",
                "epoch_millis                   | UTC           | 1763634645123",
                "epoch_seconds                  | UTC           | 1763634645",
                "iso_micros                     | UTC           | \"2025-11-20T10:30:45.123456Z\"",
                "iso_nanos                      | UTC           | \"2025-11-20T10:30:45.123456789Z\"",
                "iso_micros                     | Europe/London | \"2025-11-20T10:30:45.123456+00:00\"",
            })
    void writesTimeInTheFormatAndZoneAskedFor(String datefmt, String zone, String expected) {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("asctime");
            encoder.setDatefmt(datefmt);
            encoder.setTimeZone(zone);
        });

        lines.encoder.encode(event(lines, NOON));

        assertThat(Lines.utf8(lines.encoder.encode(event(lines, NOON)))).isEqualTo("{\"asctime\":" + expected + "}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%(message)s - %(levelname)8s %(name)",
                "{message} {levelname:>10} {name!s:<5}",
                "$message ${levelname} $$ $name",
                "message, levelname,,name",
                "message\nlevelname\nname"
            })
    void takesTheFieldsOfAFormatInAnyStyle(String format) {
        Lines lines = Lines.with(encoder -> encoder.setFormat(format));

        lines.logger().info("hi");

        assertThat(lines.line()).isEqualTo("{\"message\":\"hi\",\"levelname\":\"INFO\",\"name\":\"com.acme.Svc\"}");
    }

    @Test
    void takesAnExtraNamedInTheFormatToItsPlace() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("request_id,message,status,absent"));
        lines.mdc.put("request_id", "r-17");
        lines.mdc.put("status", "of the MDC");

        lines.logger().atInfo().addKeyValue("status", 7).addKeyValue("other", 1).log("hi");

        assertThat(lines.line())
                .isEqualTo("{\"request_id\":\"r-17\",\"message\":\"hi\",\"status\":7,\"absent\":null,\"other\":1}");
    }

    @Test
    void knowsTheAttributesOfAPythonRecord() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("created,msecs,levelno,process,msg,args,thread,"
                + "processName,relativeCreated,taskName,stack_info,exc_info"));
        lines.context.setName("orders");
        LoggingEvent event = event(lines, NOON, "hi {}", Level.INFO);
        event.setArgumentArray(new Object[] {"bob", 2});

        String line = Lines.utf8(lines.encoder.encode(event));

        JsonNode json = Lines.parse(line);
        assertThat(line).startsWith("{\"created\":1763634645.123456,\"msecs\":123.0,\"levelno\":20,");
        assertThat(json.get("process").asLong())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(json.get("msg").asString()).isEqualTo("hi {}");
        assertThat(json.get("args").toString()).isEqualTo("[\"bob\",2]");
        assertThat(json.get("thread").isNull()).isTrue();
        assertThat(json.get("processName").asString()).isEqualTo("orders");
        assertThat(json.get("relativeCreated").isNumber()).isTrue();
        assertThat(json.get("taskName").isNull()).isTrue();
        assertThat(json.get("exc_info").isNull()).isTrue();
    }

    @Test
    void computesTheCallerOnlyWhenNamed() {
        Lines without = Lines.with(encoder -> {});
        LoggingEvent event = event(without, NOON);
        without.encoder.encode(event);
        assertThat(event.hasCallerData()).isFalse();

        Lines with = Lines.with(encoder -> encoder.setFormat("pathname,filename,module,funcName,lineno"));
        with.logger().info("hi");

        assertThat(with.line())
                .startsWith("{\"pathname\":\"io/github/lokiline/logback/json/JsonEncoderTest.java\","
                        + "\"filename\":\"JsonEncoderTest.java\",\"module\":\"JsonEncoderTest\","
                        + "\"funcName\":\"computesTheCallerOnlyWhenNamed\",\"lineno\":");
        assertThat(with.json().get("lineno").asInt()).isPositive();
    }

    @Test
    void namesLevelsAsPythonByDefault() {
        assertThat(levels(Lines.with(encoder -> {}))).containsExactly("TRACE", "DEBUG", "INFO", "WARNING", "ERROR");
    }

    @Test
    void namesLevelsAsAsked() {
        assertThat(levels(Lines.with(encoder -> encoder.setLevelNames("java"))))
                .containsExactly("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
        assertThat(levels(Lines.with(encoder -> encoder.setLevelNames("lower"))))
                .containsExactly("trace", "debug", "info", "warn", "error");
        assertThat(levels(Lines.with(encoder -> encoder.setLevelNames("warn=W\nERROR=\"E\""))))
                .containsExactly("TRACE", "DEBUG", "INFO", "W", "\"E\"");
        assertThat(levels(Lines.with(encoder -> encoder.setLevelNames("{\"WARNING\":\"warning\"}"))))
                .containsExactly("TRACE", "DEBUG", "INFO", "warning", "ERROR");
    }

    @Test
    void tellsTheLevelNameThatTheLineCarries() {
        Lines lines = Lines.with(encoder -> encoder.setLevelNames("WARN=careful"));

        lines.logger().warn("hi");

        assertThat(lines.encoder.levelName(Level.WARN))
                .isEqualTo(lines.json().get("levelname").asString());
    }

    @Test
    void renamesFieldsOfEveryOriginInPlace() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("levelname,message");
            encoder.setRenameFields("levelname=LEVEL\nmessage=levelname\nsvc=service\nrid=request_id\nexc_info=error");
            encoder.addStaticField("svc=a");
        });
        lines.mdc.put("rid", "r1");

        lines.logger().info("hi", new IllegalStateException("gone"));

        assertThat(lines.line())
                .startsWith("{\"LEVEL\":\"INFO\",\"levelname\":\"hi\",\"service\":\"a\",\"request_id\":\"r1\","
                        + "\"error\":\"java.lang.IllegalStateException: gone\\n\\tat ");
    }

    @Test
    void keepsTheTypesOfStaticFieldsGivenAsJson() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setStaticFields("{\"a\":1,\"b\":1.50,\"c\":true,\"d\":null,\"e\":[1,{\"f\":\"g\\\"\"}]}");
            encoder.addStaticField("h=1");
            encoder.addStaticField("i=x=y");
        });

        lines.logger().info("hi");

        assertThat(lines.line())
                .isEqualTo("{\"message\":\"hi\",\"a\":1,\"b\":1.50,\"c\":true,\"d\":null,\"e\":[1,{\"f\":\"g\\\"\"}],"
                        + "\"h\":\"1\",\"i\":\"x=y\"}");
    }

    @Test
    void letsAStaticFieldReplaceABuiltInField() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("name,message");
            encoder.setStaticFields("{\"name\":{\"is\":\"mine\"}}");
        });
        lines.mdc.put("name", "of the MDC");

        lines.logger().info("hi");

        assertThat(lines.line()).isEqualTo("{\"name\":{\"is\":\"mine\"},\"message\":\"hi\",\"name_\":\"of the MDC\"}");
    }

    @Test
    void movesExtrasOutOfTheWayOfBuiltInFieldsAndCountsThem() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
        lines.mdc.put("message", "of the MDC");
        lines.mdc.put("exc_info", "none");
        lines.mdc.put("truncated", "no");

        lines.logger().info("hi");
        lines.logger().info("hi again");

        assertThat(lines.last())
                .isEqualTo("{\"message\":\"hi again\",\"exc_info_\":\"none\",\"message_\":\"of the MDC\","
                        + "\"truncated_\":\"no\"}");
        assertThat(lines.encoder.counts().movedFields()).isEqualTo(6);
    }

    @Test
    void writesTheLastOfEqualNamesAtTheFirstPlace() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setStaticFields("{\"env\":\"dev\",\"team\":\"a\"}");
        });
        lines.mdc.put("trace", "of the MDC");
        lines.mdc.put("user", "u");
        lines.mdc.put("team", "of the MDC");

        lines.logger()
                .atInfo()
                .addKeyValue("n", 1)
                .addKeyValue("trace", 2)
                .addKeyValue("n", 3)
                .addKeyValue("env", "prod")
                .addKeyValue("message", 4)
                .addKeyValue("message_", 5)
                .log("hi");

        assertThat(lines.line())
                .isEqualTo("{\"message\":\"hi\",\"env\":\"prod\",\"team\":\"of the MDC\",\"trace\":2,\"user\":\"u\","
                        + "\"n\":3,\"message_\":4,\"message__\":5}");
    }

    @Test
    void findsEachKindOfClashOnItsOwn() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addStaticField("env=dev");
        });

        lines.logger().atInfo().addKeyValue("n", 1).addKeyValue("n", 2).log("hi");
        assertThat(lines.last()).isEqualTo("{\"message\":\"hi\",\"env\":\"dev\",\"n\":2}");

        lines.logger().atInfo().addKeyValue("env", "prod").log("hi");
        assertThat(lines.last()).isEqualTo("{\"message\":\"hi\",\"env\":\"prod\"}");

        lines.mdc.put("user", "u");
        lines.logger().atInfo().addKeyValue("user", 7).log("hi");
        lines.logger().atInfo().addKeyValue("user", 7).log("hi");
        assertThat(lines.last()).isEqualTo("{\"message\":\"hi\",\"env\":\"dev\",\"user\":7}");

        lines.mdc.put("env", "test");
        lines.logger().info("hi");
        assertThat(lines.last()).isEqualTo("{\"message\":\"hi\",\"env\":\"test\",\"user\":\"u\"}");
    }

    @Test
    void findsClashesThatOnlyRenamingMakes() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setRenameFields("a=z\nb=z");
        });
        lines.mdc.put("a", "1");
        lines.mdc.put("b", "2");
        lines.logger().info("hi");
        assertThat(lines.last()).isEqualTo("{\"message\":\"hi\",\"z\":\"2\"}");

        lines.logger().atInfo().addKeyValue("z", 3).log("hi");
        assertThat(lines.last()).isEqualTo("{\"message\":\"hi\",\"z\":3}");
    }

    @Test
    void neverRepeatsAKeyHoweverManyThereAre() {
        Lines lines = Lines.with(encoder -> {});
        var builder = lines.logger().atInfo();
        for (int i = 0; i < 500; i++) {
            builder = builder.addKeyValue("k" + i % 90, i);
            lines.mdc.put("k" + i % 70, "mdc");
        }

        builder.log("hi");

        assertThat(lines.json().size()).isEqualTo(5 + 90);
        assertThat(lines.json().get("k3").asInt()).isEqualTo(453);
    }

    @Test
    void writesTheContextOfTheMomentThoughItIsCached() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
        List<String> seen = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            lines.mdc.put("n", "" + i);
            lines.logger().info("a");
            seen.add(lines.last());
            lines.logger().info("b");
            seen.add(lines.last());
        }
        lines.mdc.clear();
        lines.logger().info("c");

        assertThat(seen)
                .containsExactly(
                        "{\"message\":\"a\",\"n\":\"0\"}",
                        "{\"message\":\"b\",\"n\":\"0\"}",
                        "{\"message\":\"a\",\"n\":\"1\"}",
                        "{\"message\":\"b\",\"n\":\"1\"}",
                        "{\"message\":\"a\",\"n\":\"2\"}",
                        "{\"message\":\"b\",\"n\":\"2\"}");
        assertThat(lines.last()).isEqualTo("{\"message\":\"c\"}");
    }

    @Test
    void readsAContextThatMayChangeAnewEachTime() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
        Map<String, String> live = new LinkedHashMap<>();
        List<String> seen = new ArrayList<>();

        for (String value : List.of("1", "2")) {
            live.put("n", value);
            LoggingEvent event = event(lines, NOON);
            event.setMDCPropertyMap(live);
            seen.add(Lines.utf8(lines.encoder.encode(event)));
        }

        assertThat(seen).containsExactly("{\"message\":\"hi\",\"n\":\"1\"}\n", "{\"message\":\"hi\",\"n\":\"2\"}\n");
    }

    @Test
    void writesNullMessagesAndContextValuesAsNull() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
        lines.mdc.put("nothing", null);

        lines.logger().info((String) null);

        assertThat(lines.line()).isEqualTo("{\"message\":null,\"nothing\":null}");
    }

    @Test
    void hidesSecretsWhereverTheyStand() {
        Lines lines = Lines.with(encoder -> encoder.setStaticFields("{\"apiKey\":\"s3cret\"}"));
        lines.mdc.put("X-Api-Key", "s3cret");

        lines.logger()
                .atInfo()
                .addKeyValue("password", "s3cret")
                .addKeyValue("accessToken", 1234567)
                .addKeyValue("token_count", 3)
                .addKeyValue("request", Map.of("headers", List.of(Map.of("Authorization", "s3cret"))))
                .addKeyValue("bean", new Login("bob", "s3cret"))
                .log("hi");

        assertThat(lines.line()).doesNotContain("s3cret", "1234567").contains("\"token_count\":3", "\"bob\"");
        assertThat(lines.json().get("bean").get("password").asString()).isEqualTo("***");
        assertThat(lines.json().get("X-Api-Key").asString()).isEqualTo("***");
        assertThat(lines.json().get("apiKey").asString()).isEqualTo("***");
    }

    @Test
    void extendsOrReplacesTheKeysOfSecrets() {
        Lines extended = Lines.with(encoder -> encoder.addRedactKeys("+ iban, card-number"));
        extended.logger()
                .atInfo()
                .addKeyValue("userIban", "i")
                .addKeyValue("cardNumber", "c")
                .addKeyValue("password", "p")
                .log("hi");
        assertThat(extended.line()).contains("\"userIban\":\"***\"", "\"cardNumber\":\"***\"", "\"password\":\"***\"");

        Lines replaced = Lines.with(encoder -> encoder.addRedactKeys("iban"));
        replaced.logger()
                .atInfo()
                .addKeyValue("iban", "i")
                .addKeyValue("password", "p")
                .log("hi");
        assertThat(replaced.line()).contains("\"iban\":\"***\"", "\"password\":\"p\"");
    }

    @Test
    void endsLinesAsAsked() {
        Lines lines = Lines.with(encoder -> encoder.setLineSeparator("CRLF"));

        assertThat(lines.encoder.encode(event(lines, NOON))).endsWith('}', '\r', '\n');
        assertThat(lines.encoder.headerBytes()).isEmpty();
        assertThat(lines.encoder.footerBytes()).isEmpty();
    }

    private static List<String> levels(Lines lines) {
        List<String> names = new ArrayList<>();
        for (Level level : Arrays.asList(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR)) {
            LoggingEvent event = event(lines, NOON, "hi", level);
            names.add(Lines.parse(Lines.utf8(lines.encoder.encode(event)))
                    .get("levelname")
                    .asString());
        }
        return names;
    }

    private static String at(Lines lines, Instant instant) {
        return Lines.parse(Lines.utf8(lines.encoder.encode(event(lines, instant))))
                .get("asctime")
                .asString();
    }

    private static LoggingEvent event(Lines lines, Instant instant) {
        return event(lines, instant, "hi", Level.INFO);
    }

    private static LoggingEvent event(Lines lines, Instant instant, String message, Level level) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(lines.context);
        event.setLoggerContextRemoteView(lines.context.getLoggerContextRemoteView());
        event.setLoggerName("com.acme.Svc");
        event.setThreadName("main-of-test");
        event.setMessage(message);
        event.setLevel(level);
        event.setInstant(instant);
        return event;
    }

    /** A record as an application would log it. */
    public record Login(String user, String password) {}
}
