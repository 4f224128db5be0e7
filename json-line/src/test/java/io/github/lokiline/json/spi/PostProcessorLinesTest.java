package io.github.lokiline.json.spi;

import io.github.lokiline.json.LinePostProcessor;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests what post-processors see of a line, and the bytes of the line that they leave. */
class PostProcessorLinesTest {
    private final TestEvent event = new TestEvent();
    private final GoldenLines lines = new GoldenLines(event, false);

    /** Shows types, too: a number is exact, and a secret is masked before. */
    @Test
    void seesTheFieldsInOrderWithSecretsMasked() throws IOException {
        fill();

        lines.add(
                Map.of(
                        "staticFields",
                        "{\"owner\":{\"mail\":\"ops@acme.com\"}}",
                        "redactPatterns",
                        "email",
                        "markers",
                        "all",
                        "mdcField",
                        "mdc"),
                processed(fields -> fields.forEach((name, value) -> lines.add(name + " = " + shown(value)))));

        lines.areThoseOf("post-processor-lines.txt", "seesTheFieldsInOrderWithSecretsMasked");
    }

    @Test
    void leavesALineThatNothingChanges() throws IOException {
        fill();

        for (String format : List.of("ascii", "indent", "prefix", "plain")) {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("staticFields", "{\"\u00e9\":\"\u00e9\"}");
            properties.put("redactPatterns", "/Ada/");
            switch (format) {
                case "ascii" -> properties.put("ensureAscii", "true");
                case "indent" -> properties.put("indent", "2");
                case "prefix" -> properties.put("prefix", "@cee:");
                default -> properties.put("stackAsArray", "true");
            }
            lines.add(properties);
            lines.add(properties, processed(fields -> {}));
        }

        lines.areThoseOf("post-processor-lines.txt", "leavesALineThatNothingChanges");
    }

    @Test
    void leavesNumbersAsTheyWereWritten() throws IOException {
        event.keyValue("large", 1.0E10).keyValue("small", 1.0E-4).keyValue("zero", -0.0);

        lines.add(Map.of("format", "message"), processed(fields -> fields.put("n", fields.get("small"))));

        lines.areThoseOf("post-processor-lines.txt", "leavesNumbersAsTheyWereWritten");
    }

    @Test
    @SuppressWarnings("unchecked") // as an application would
    void writesWhatIsPutInRemovedReplacedOrMoved() throws IOException {
        fill();
        event.keyValue("pair", new TreeMap<>(Map.of("a", 1, "b", 2)));

        for (String ascii : List.of("false", "true")) {
            lines.add(
                    Map.of(
                            "staticFields",
                            "{\"mail\":\"ops@acme.com\"}",
                            "redactPatterns",
                            "email",
                            "ensureAscii",
                            ascii),
                    processed(fields -> {
                        fields.remove("levelname");
                        fields.put("message", fields.get("message") + "!");
                        fields.put("asctime", fields.remove("asctime"));
                        ((Map<String, Object>) fields.get("map")).put("mail", "bob@acme.com");
                        ((List<Object>) fields.get("list")).add(1.5e300);
                        Map<String, Object> pair = (Map<String, Object>) fields.get("pair");
                        pair.put("a", pair.remove("a"));
                        fields.put("new mail", "bob@acme.com");
                        fields.put("api_key", Map.of("a", 1));
                        fields.put("\u0416", Arrays.asList("\u0416", null, true));
                        fields.put("\ud800", 1);
                        fields.put("\ud801", 2);
                        fields.put(null, Double.NaN);
                    }));
        }

        lines.areThoseOf("post-processor-lines.txt", "writesWhatIsPutInRemovedReplacedOrMoved");
    }

    @Test
    void cutsWhatIsPutInAndKeepsTheRest() throws IOException {
        event.message = "m".repeat(300);
        event.thrown = trace();
        event.keyValue("list", Collections.nCopies(20, "x"));

        LinePostProcessor tooMuch = fields -> {
            Object trace = fields.remove("exc_info");
            fields.put("long", "\u20ac".repeat(400));
            fields.put("message", fields.get("message") + "n".repeat(200));
            fields.put("more", Collections.nCopies(100, "y"));
            fields.put("exc_info", trace);
            fields.put("after", "z".repeat(40));
        };
        lines.add(Map.of("maxValueBytes", "64 B"), processed(tooMuch));
        lines.add(Map.of("maxLineBytes", "1 KB"), processed(tooMuch));
        lines.add(
                Map.of("maxLineBytes", "1 KB", "ensureAscii", "true", "renameFields", "truncated=\u00e9"),
                processed(tooMuch));
        event.message = "m".repeat(2000);
        lines.add(Map.of("maxLineBytes", "1 KB"), processed(fields -> {}));
        lines.add(Map.of("maxLineBytes", "1 KB"), processed(fields -> fields.put("truncated", "no")));
        lines.add(Map.of("maxLineBytes", "1 KB"), processed(tooMuch));

        lines.areThoseOf("post-processor-lines.txt", "cutsWhatIsPutInAndKeepsTheRest");
    }

    @Test
    void keepsTheLineOfOneThatFailsOrCannotRun() throws IOException {
        event.keyValue("a", 1);
        lines.add(Map.of(), processed(fields -> {
            fields.clear();
            throw new IllegalStateException();
        }));
        lines.add(
                Map.of("format", "message"),
                new EncoderExtensions<>(
                        List.of(
                                (any, out) -> out.name("b").number(1),
                                (any, out) -> out.name("b").number(2)),
                        List.of(fields -> fields.put("added", 1))));

        lines.areThoseOf("post-processor-lines.txt", "keepsTheLineOfOneThatFailsOrCannotRun");
    }

    private void fill() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("token", "t");
        map.put("inner", Map.of("n", Arrays.asList(1, null, 2.50, "\u0000")));
        event.message = "paid \"x\"\nby Ada \u00e9\ud83d\ude00";
        event.context("user", "ada@acme.com").context("password", "p");
        event.keyValue("map", map)
                .keyValue("list", List.of("x", Map.of("a.b", 1)))
                .keyValue("int", 200)
                .keyValue("decimal", 12.50)
                .keyValue("true", true)
                .keyValue("nothing", null)
                .keyValue("empty", Map.of())
                .keyValue("twice", 1)
                .keyValue("twice", 2);
        event.markers.add("AUDIT");
        event.thrown = trace();
    }

    private static Throwable trace() {
        Throwable thrown = new IllegalStateException("no \"x\"");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 7)});
        return thrown;
    }

    private static EncoderExtensions<TestEvent> processed(LinePostProcessor processor) {
        return new EncoderExtensions<>(List.of(), List.of(processor));
    }

    private static String shown(Object value) {
        return value == null
                ? "null"
                : value.getClass().getSimpleName() + " " + value.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
