package io.github.lokiline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLineLayoutTest {
    @AfterEach
    void end() {
        ThreadContext.clearAll();
    }

    @Test
    void writesTheThreadContextSortedByKey() {
        try (Written written = Written.by("<JsonLine format='message'/>")) {
            ThreadContext.put("b", "2");
            ThreadContext.put("a", "1");
            written.logger().info("hello {}", "world");

            assertThat(written.line()).isEqualTo("{\"message\":\"hello world\",\"a\":\"1\",\"b\":\"2\"}\n");
        }
    }

    @Test
    void writesEntriesOfAMapMessageWithTheirTypes() {
        try (Written written = Written.by("<JsonLine format='message'/>")) {
            written.logger()
                    .info(new MapMessage<>(
                            Map.of("code", 200, "ok", true, "list", List.of(1, "x"), "password", "s3cret")));

            assertThat(written.line())
                    .isEqualTo("{\"message\":\"\",\"code\":200,\"list\":[1,\"x\"],\"ok\":true,\"password\":\"***\"}\n");
        }
    }

    @Test
    void takesTheEntryMessageOfAMapMessageForItsText() {
        try (Written written = Written.by("<JsonLine format='message'/>")) {
            written.logger()
                    .info(new StringMapMessage()
                            .with("message", "paid")
                            .with("order", 17)
                            .with("a", "b"));

            assertThat(written.line()).isEqualTo("{\"message\":\"paid\",\"a\":\"b\",\"order\":17}\n");
        }
    }

    @Test
    void takesTheTextOfAStructuredDataMessage() {
        try (Written written = Written.by("<JsonLine format='message'/>")) {
            StructuredDataMessage message = new StructuredDataMessage("id@1", "logged in", "audit");
            message.put("user", "ada");
            written.logger().info(message);

            assertThat(written.line()).isEqualTo("{\"message\":\"logged in\",\"user\":\"ada\"}\n");
        }
    }

    @Test
    void writesAMapInAnObjectMessageAsFields() {
        try (Written written = Written.by("<JsonLine format='message'/>")) {
            written.logger().info(new ObjectMessage(Map.of("order", Map.of("id", 17))));
            written.logger().info((Object) Map.of("message", "text", "token", "x"));

            assertThat(written.lines())
                    .containsExactly(
                            "{\"message\":\"\",\"order\":{\"id\":17}}\n", "{\"message\":\"text\",\"token\":\"***\"}\n");
        }
    }

    @Test
    void writesAMapAsTheMessageAsPythonJsonLoggerWritesADict() {
        Map<String, Object> paid = new LinkedHashMap<>();
        paid.put("text", "paid");
        paid.put("num", 1);
        try (Written written = Written.by("<JsonLine format='message'/>")) {
            written.logger().info(paid);

            assertThat(written.line()).isEqualTo("{\"message\":\"\",\"text\":\"paid\",\"num\":1}\n");
        }
    }

    @Test
    void givesKeyValuesOfSlf4jTheirTypesBack() {
        ThreadContext.put("status_code", "200");
        ThreadContext.put("zip", "10115");
        try (Written written = Written.by("<JsonLine format='message' typedMdc='status_code'/>")) {
            written.logger().info("hi");

            assertThat(written.line()).isEqualTo("{\"message\":\"hi\",\"status_code\":200,\"zip\":\"10115\"}\n");
        }
    }

    @Test
    void writesAnyOtherObjectAsTextAndWithItsTypeWhenAskedForArguments() {
        try (Written written = Written.by("<JsonLine format='message' arguments='all'/>")) {
            written.logger().info((Object) List.of(1, 2));

            assertThat(written.line()).isEqualTo("{\"message\":\"[1, 2]\",\"arg0\":[1,2]}\n");
        }
    }

    @Test
    void keepsAMapWhoseKeysAreNoTexts() {
        try (Written written = Written.by("<JsonLine format='message'/>")) {
            Map<Object, Object> map = new HashMap<>();
            map.put(7, "seven");
            written.logger().info((Object) map);
            map.clear();
            map.put(null, Map.of(8, "eight"));
            written.logger().info((Object) map);

            assertThat(written.lines())
                    .containsExactly(
                            "{\"message\":\"\",\"7\":\"seven\"}\n", "{\"message\":\"\",\"null\":{\"8\":\"eight\"}}\n");
        }
    }

    @Test
    void keepsTheLineOfAMapThatContainsItself() {
        try (Written written = Written.by("<JsonLine format='message'/>")) {
            Map<String, Object> map = new HashMap<>();
            map.put("self", map);
            written.logger().info((Object) map);
            assertThat(written.json().get("message").asString()).isEmpty();
            assertThat(written.json().has("self")).isTrue();

            written.logger().info(new MapMessage<>(Map.of("map", map)));
            assertThat(written.json().has("map")).isTrue();
        }
    }

    @Test
    void losesOneValueToAnObjectThatThrows() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        };
        try (Written written = Written.by("<JsonLine format='message' arguments='all'/>")) {
            written.logger().info(new MapMessage<>(Map.of("a", broken, "b", 1)));
            assertThat(written.json().get("a").asString()).isEqualTo("<error: IllegalStateException: no text>");
            assertThat(written.json().get("b").asInt()).isEqualTo(1);

            written.logger().info("value {} and {}", broken, 2);
            assertThat(written.json().get("arg1").asInt()).isEqualTo(2);
            // Through a logger Log4j itself would make a text of such an object first, and fail.
            LogEvent event = Log4jLogEvent.newBuilder()
                    .setMessage(new ObjectMessage(Map.of("x", broken)))
                    .build();
            assertThat(layout("<JsonLine format='message'/>").toSerializable(event))
                    .isEqualTo("{\"message\":\"\",\"x\":\"<error: IllegalStateException: no text>\"}\n");
            written.logger().info("next");
            assertThat(written.line()).isEqualTo("{\"message\":\"next\"}\n");
        }
    }

    @Test
    void losesOneEntryOfTheContextToAnObjectThatThrows() {
        SortedArrayStringMap context = new SortedArrayStringMap();
        context.putValue("a", new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        });
        context.putValue("b", 2);
        LogEvent event = Log4jLogEvent.newBuilder()
                .setMessage(new SimpleMessage("x"))
                .setContextData(context)
                .build();

        assertThat(layout("<JsonLine format='message'/>").toSerializable(event))
                .isEqualTo("{\"message\":\"x\",\"a\":\"<error: IllegalStateException>\",\"b\":\"2\"}\n");
    }

    @Test
    void writesTheStackOfTheThreadContext() {
        try (Written written = Written.by("<JsonLine format='message'/>");
                Written named = Written.by("<JsonLine format='message' ndc='stack'/>");
                Written without = Written.by("<JsonLine format='message' ndc='false'/>")) {
            ThreadContext.push("outer");
            ThreadContext.push("inner");
            written.logger().info("a");
            named.logger().info("a");
            without.logger().info("a");
            ThreadContext.removeStack();
            written.logger().info("b");

            assertThat(written.lines())
                    .containsExactly("{\"message\":\"a\",\"ndc\":[\"outer\",\"inner\"]}\n", "{\"message\":\"b\"}\n");
            assertThat(named.line()).isEqualTo("{\"message\":\"a\",\"stack\":[\"outer\",\"inner\"]}\n");
            assertThat(without.line()).isEqualTo("{\"message\":\"a\"}\n");
        }
    }

    @Test
    void writesMarkersAndTheirParents() {
        try (Written written = Written.by("<JsonLine format='message' markers='all'/>")) {
            Marker marker = new MarkerManager.Log4jMarker("SQL").setParents(new MarkerManager.Log4jMarker("DB"));
            written.logger().info(marker, "a");

            assertThat(written.line()).isEqualTo("{\"message\":\"a\",\"tags\":[\"SQL\",\"DB\"]}\n");
        }
    }

    @Test
    void looksForTheCallerOnlyWhenTheFormatAsks() {
        try (Written with = Written.by("<JsonLine format='module,funcName,lineno'/>");
                Written without = Written.by("<JsonLine/>")) {
            with.logger().info("a");
            without.logger().info("a");

            assertThat(with.json().get("funcName").asString()).isEqualTo("looksForTheCallerOnlyWhenTheFormatAsks");
            assertThat(with.json().get("lineno").asInt()).isPositive();
            assertThat(layout("<JsonLine/>").requiresLocation()).isFalse();
            assertThat(layout("<JsonLine format='%(pathname)s'/>").requiresLocation())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FATAL, CRITICAL",
        "ERROR, ERROR",
        "WARN, WARNING",
        "INFO, INFO",
        "DEBUG, DEBUG",
        "TRACE, TRACE",
        "NOTICE, INFO"
    })
    void namesLevelsAsPythonDoes(String level, String name) {
        Level.forName("NOTICE", 350);
        try (Written written = Written.by("<JsonLine format='levelname'/>")) {
            written.logger().log(Level.getLevel(level), "a");

            assertThat(written.line()).isEqualTo("{\"levelname\":\"" + name + "\"}\n");
        }
    }

    @Test
    void takesElementsForLists() {
        String layout = "<JsonLine format='levelname,message'><LineRename from='levelname' to='level'/>"
                + "<LineStatic name='team' value='orders'/><LineStatic name='region' value='${region}'/>"
                + "<LineRedact name='account' pattern='/acct-\\d+/'/><LineRedact pattern='email'/>"
                + "<LineField class='io.github.lokiline.log4j2.ThreadPriority'/>"
                + "<LineProcessor class='io.github.lokiline.log4j2.AddsNoise'/></JsonLine>";
        try (Written written = Written.by(layout)) {
            written.logger().info("from acct-123 for ada@example.org");

            assertThat(written.line())
                    .isEqualTo("{\"level\":\"INFO\",\"message\":\"from *** for ***\",\"priority\":5,"
                            + "\"team\":\"orders\",\"region\":\"eu\",\"noise\":true}\n");
        }
    }

    @Test
    void choosesPropertiesOfTheConfigurationByName() {
        try (Written written = Written.by("<JsonLine format='message' context='region,zone'/>")) {
            written.logger().info("a");

            assertThat(written.line()).isEqualTo("{\"message\":\"a\",\"region\":\"eu\"}\n");
        }
    }

    @Test
    void writesLogfmtByTheSameAttributes() {
        try (Written written = Written.by("<Logfmt format='levelname,message' lineSeparator='CRLF'/>")) {
            ThreadContext.put("order", "17 b");
            written.logger().warn("out of stock");

            assertThat(written.line()).isEqualTo("levelname=WARNING message=\"out of stock\" order=\"17 b\"\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <JsonLine preset='pyton'/>                                       | preset "pyton"
            <JsonLine maxLineBytes='5'/>                                     | maxLineBytes "5"
            <JsonLine lineSeparator='CR'/>                                   | lineSeparator "CR"
            <JsonLine timeZone='${env:NO_SUCH_ZONE}'/>                       | timeZone "${env:NO_SUCH_ZONE}"
            <JsonLine><LineRename from='a'/></JsonLine>                      | LineRename "a"
            <JsonLine><LineStatic value='a'/></JsonLine>                     | LineStatic "null"
            <JsonLine><LineRedact name='a'/></JsonLine>                      | LineRedact ""
            <JsonLine><LineStatic name='a' value='b&#10;c=d'/></JsonLine>    | LineStatic "a"
            <JsonLine renameFields='{"a":"b"}'><LineRename from='c' to='d'/></JsonLine> | renameFields "{...}"
            <JsonLine><LineField class='com.acme.None'/></JsonLine>          | LineField "com.acme.None"
            <JsonLine><LineField class='java.lang.Object'/></JsonLine>       | LineField "java.lang.Object"
            <JsonLine><LineProcessor/></JsonLine>                            | LineProcessor ""
            <Logfmt indent='2'/>                                             | indent "2"
            """)
    void tellsWhatIsWrongInOneMessageAndWritesNothing(String layout, String fault) {
        try (Written written = Written.by(layout)) {
            written.logger().info("the application runs on");

            assertThat(written.lines()).containsExactly("");
            assertThat(written.status().errors())
                    .singleElement()
                    .asString()
                    .contains(fault + ": ")
                    .contains("; ");
        }
    }

    @Test
    void knowsEveryAttribute() {
        Map<String, String> blank = new HashMap<>();
        for (Field field : AbstractLayoutBuilder.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(PluginBuilderAttribute.class)) {
                blank.put(field.getName(), " ");
            }
        }
        assertThat(blank).hasSize(47);
        try (Written written = Written.by("<JsonLine " + Xml.attributes(blank) + "/>")) {
            assertThat(written.status().errors()).isEmpty();
        }
    }

    @Test
    void tellsAllThatIsWrongTogether() {
        try (Written written = Written.by("<JsonLine preset='x' maxExtras='x' timeZone='x'/>")) {
            assertThat(written.status().errors())
                    .singleElement()
                    .asString()
                    .contains("preset \"x\"", "maxExtras \"x\"", "timeZone \"x\"");
        }
    }

    @Test
    void isBuiltInCodeToo() {
        JsonLineLayout layout = JsonLineLayout.newBuilder()
                .setFormat("message")
                .setStatics(new StaticFieldElement("team", "orders"))
                .build();
        List<String> types = new ArrayList<>(
                List.of(layout.getContentType(), layout.getCharset().name()));

        assertThat(types).containsExactly("application/json; charset=UTF-8", "UTF-8");
        assertThat(layout.toSerializable(Log4jLogEvent.newBuilder()
                        .setMessage(new SimpleMessage("a"))
                        .build()))
                .isEqualTo("{\"message\":\"a\",\"team\":\"orders\"}\n");
    }

    private static AbstractStructuredLayout layout(String xml) {
        try (Logs logs = Logs.document("<Configuration><Appenders><Console name='CONSOLE'>" + xml
                + "</Console></Appenders><Loggers><Root/></Loggers></Configuration>")) {
            return (AbstractStructuredLayout) logs.context()
                    .getConfiguration()
                    .<Appender>getAppender("CONSOLE")
                    .getLayout();
        }
    }
}
