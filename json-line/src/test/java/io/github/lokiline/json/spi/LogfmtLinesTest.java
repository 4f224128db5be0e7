package io.github.lokiline.json.spi;

import io.github.lokiline.json.LinePostProcessor;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tests lines of logfmt byte by byte, for each kind of value, field and property. */
class LogfmtLinesTest {
    private final TestEvent event = new TestEvent();
    private final GoldenLines lines = new GoldenLines(event, true);

    @Test
    void showsEachKindOfValue() throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("plain", "abc-1.5/%7B'[]{},:");
        values.put("blank", "two words");
        values.put("empty", "");
        values.put("word", "null");
        values.put("nothing", null);
        values.put("quoted", "say \"hi\" = \\ \n\t\b\u0000");
        values.put("beyond", "\u007f\u0080\u009f\u00a0\u00e9\u2027\u2028\u2029\u202a\ud83d\ude00\ud800");
        values.put("int", -17);
        values.put("long", Long.MIN_VALUE);
        values.put("double", 1.0E10);
        values.put("decimal", new BigDecimal("1E+3"));
        values.put("nan", Double.NaN);
        values.put("true", true);
        values.put("char", 'c');
        values.put("enum", LogLevel.WARN);
        values.put("bytes", new byte[] {-1, 62, 63});
        values.put("ints", new int[] {1, 2});
        values.put("uuid", new UUID(1, 2));
        values.put("present", Optional.of("x y"));
        values.put("absent", Optional.empty());
        values.put("thrown", new IllegalStateException("not open"));
        values.put("failing", new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("a \"b\"");
            }
        });

        values.forEach(event::keyValue);

        lines.add(Map.of("format", "message"));
        lines.areThoseOf("logfmt-lines.txt", "showsEachKindOfValue");
    }

    @Test
    void flattensObjectsAndKeepsListsAsJson() throws IOException {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("name", "Ada L.");
        inner.put("a b", List.of(1, "x \"y\"", Map.of("k", "v")));
        inner.put("", Map.of());
        inner.put("password", "p");
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("id", 17);
        order.put("buyer", inner);
        order.put("list", Arrays.asList(null, List.of(), "\u0085\\"));
        event.keyValue("order", order)
                .keyValue("order.id", 18)
                .keyValue("order.buyer.name", 19)
                .keyValue("a b", 1)
                .keyValue("a_b", 2)
                .keyValue("a=b", 3)
                .keyValue("", 4)
                .keyValue("\u00e9\ud83d\ude00\u2028", 5);

        lines.add(Map.of("format", "message"));
        lines.add(Map.of("format", "message", "dottedKeys", "nest"));
        lines.add(Map.of("format", "message", "ensureAscii", "true"));
        lines.areThoseOf("logfmt-lines.txt", "flattensObjectsAndKeepsListsAsJson");
    }

    @Test
    void keepsObjectsAsJsonPastTheMostKeys() throws IOException {
        for (int i = 0; i < 126; i++) {
            event.keyValue("k" + i, i);
        }
        event.keyValue("last", new LinkedHashMap<>(Collections.singletonMap("a", Map.of("b", "c d"))));

        lines.add(Map.of("format", "message", "maxExtras", "200"));

        event.keyValue("beyond", Map.of("a", Map.of("b", "c \"d\"")));
        lines.add(Map.of("format", "message", "maxExtras", "200"));
        lines.areThoseOf("logfmt-lines.txt", "keepsObjectsAsJsonPastTheMostKeys");
    }

    @Test
    void showsTheFieldsOfEachPreset() throws IOException {
        fill();

        for (String preset : List.of("python", "structlog", "tagged", "logstash", "ecs", "tskv")) {
            lines.add(Map.of("preset", preset));
        }
        lines.areThoseOf("logfmt-lines.txt", "showsTheFieldsOfEachPreset");
    }

    @Test
    void showsEachAttributeOfTheFormat() throws IOException {
        fill();

        lines.add(Map.of(
                "format",
                "asctime,levelname,name,message,exc_info,exc_text,created,msecs,relativeCreated,levelno,"
                        + "levelvalue,threadName,processName,msg,args,pathname,filename,module,funcName,"
                        + "lineno,taskName,stack_info,tag,short_name,message_lines,exc_class,exc_message,"
                        + "root_class,root_message,user,status",
                "omitStackOf",
                "java.lang.Exception"));
        lines.areThoseOf("logfmt-lines.txt", "showsEachAttributeOfTheFormat");
    }

    @Test
    void showsWhatPropertiesAdd() throws IOException {
        fill();
        event.thrown = null;
        event.markers.add("AUDIT");
        event.markers.add("a b");
        event.attached("attached", List.of(1));
        event.properties.put("host", "h 1");

        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("format", "message,status,absent");
        properties.put("staticFields", "{\"team\":\"a b\",\"nested\":{\"x\":[1,null],\"y\":{}},\"\u00e9\":\"\u00e9\"}");
        properties.put("defaults", "{\"absent\":{\"d\":true}}");
        properties.put("renameFields", "levelname=severity\nuser=the user\nexc_info=no trace");
        properties.put("keepMissing", "true");
        properties.put("timestamp", "true");
        properties.put("sequence", "true");
        properties.put("prefix", "\"@cee: \"");
        properties.put("context", "all");
        properties.put("markers", "all");
        properties.put("arguments", "all");
        lines.add(properties);
        properties.put("mdcField", "mdc");
        properties.put("keyValuesField", "kv");
        properties.put("ensureAscii", "true");
        lines.add(properties);
        lines.areThoseOf("logfmt-lines.txt", "showsWhatPropertiesAdd");
    }

    @Test
    void showsFieldsOfTheApplication() throws IOException {
        EncoderExtensions<TestEvent> extensions = new EncoderExtensions<>(
                List.of(
                        (any, out) -> {
                            out.name("own field");
                            out.beginObject();
                            out.name("a").number(1.5);
                            out.name("b");
                            out.beginArray();
                            out.string("x y");
                            out.beginObject();
                            out.endObject();
                            out.endArray();
                            out.name("c").nil();
                            out.endObject();
                        },
                        (any, out) -> out.name("no value"),
                        (any, out) -> out.name("any").value(Map.of("token", "t"))),
                List.of());

        lines.add(Map.of("format", "message"), extensions);
        lines.areThoseOf("logfmt-lines.txt", "showsFieldsOfTheApplication");
    }

    @Test
    void showsWhatPostProcessorsLeave() throws IOException {
        event.keyValue("order", Map.of("id", 17)).keyValue("gone", 1);
        LinePostProcessor processor = fields -> {
            fields.remove("gone");
            fields.put("a b", "c d");
            fields.put("order.id", "18");
            fields.put("list", List.of("x"));
        };

        lines.add(Map.of("format", "message"), new EncoderExtensions<>(List.of(), List.of(processor)));
        lines.areThoseOf("logfmt-lines.txt", "showsWhatPostProcessorsLeave");
    }

    @Test
    void showsTracesAsTextOrList() throws IOException {
        event.thrown = new IllegalStateException("two\nlines");
        event.thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 7)});

        lines.add(Map.of("format", "message"));
        lines.add(Map.of("format", "message", "stackAsArray", "true"));
        lines.areThoseOf("logfmt-lines.txt", "showsTracesAsTextOrList");
    }

    @Test
    void cutsValuesAndLines() throws IOException {
        event.message = "m \u00e9".repeat(20);
        event.keyValue("text", "\u0085".repeat(40))
                .keyValue("list", Collections.nCopies(40, "\"\n"))
                .keyValue("map", Map.of("inner", "\\".repeat(50)))
                .keyValue("last", 1);

        lines.add(Map.of("format", "message", "maxValueBytes", "32 B"));
        event.keyValue("long", "x y".repeat(400));
        lines.add(Map.of("format", "message", "maxLineBytes", "1 KB"));
        lines.areThoseOf("logfmt-lines.txt", "cutsValuesAndLines");
    }

    @Test
    void cutsWhatQuotesMakeTooLong() throws IOException {
        event.keyValue("text", "\u0085".repeat(300))
                .keyValue("list", Collections.nCopies(60, "\""))
                .keyValue("last", "x");

        for (String preset : List.of("python", "tskv")) {
            lines.add(Map.of("preset", preset, "maxLineBytes", "1 KB"));
        }
        lines.areThoseOf("logfmt-lines.txt", "cutsWhatQuotesMakeTooLong");
    }

    private void fill() {
        event.message = "paid \"x\"\nby Ada";
        event.logger = "com.acme.Orders$Inner";
        event.context("user", "ada l.").context("request_id", "r-17");
        event.keyValue("status", 200).keyValue("password", "p").keyValue("name", "clash");
        event.arguments.add("x y");
        event.thrown = new IllegalStateException("no \"x\"", new RuntimeException("root"));
        event.thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 7)});
        event.thrown.getCause().setStackTrace(new StackTraceElement[0]);
    }
}
