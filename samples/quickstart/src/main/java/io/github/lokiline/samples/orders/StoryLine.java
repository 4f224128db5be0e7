package io.github.lokiline.samples.orders;

import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line as Loki returns it. Immutable. */
record StoryLine(long unixNanos, JsonNode fields) {

    private static final Set<String> TOLD_APART =
            Set.of("asctime", "levelname", "name", "message", "threadName", "exc_info", RequestLog.MDC_KEY);

    static StoryLine of(String unixNanos, String line) {
        return new StoryLine(Long.parseLong(unixNanos), JsonMapper.shared().readTree(line));
    }

    /**
     * Returns {@code 12:30:45.123 INFO     order received  customer=ada}, followed by the exception without its frames.
     */
    @Override
    public String toString() {
        return "%s %-8s %s%s%s".formatted(time(), text("levelname"), text("message"), extras(), failures());
    }

    private String time() {
        String asctime = text("asctime");
        return asctime.substring(asctime.indexOf('T') + 1).replace("Z", "");
    }

    private String extras() {
        StringJoiner extras = new StringJoiner(" ", "  ", "").setEmptyValue("");
        fields.properties().stream()
                .filter(field -> !TOLD_APART.contains(field.getKey()))
                .forEach(field ->
                        extras.add(field.getKey() + "=" + field.getValue().asString()));
        return extras.toString();
    }

    private String failures() {
        StringBuilder failures = new StringBuilder();
        text("exc_info")
                .lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .forEach(line -> failures.append("\n                        ").append(line));
        return failures.toString();
    }

    private String text(String field) {
        return fields.path(field).asString("");
    }
}
