package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An agent's configuration for parsing a line. Immutable by agreement.
 *
 * @param fields the field of the line, or several ones joined by {@code ||}, by extracted name
 * @param time the name that becomes the line's time
 * @param metadata the names that become structured metadata
 */
record Pipeline(Map<String, String> fields, String time, String format, Set<String> metadata) {

    private static final Pattern PAIR = Pattern.compile("(\\w+) += \"([^\"]*)\"");

    static Pipeline ofAlloy() {
        String alloy = Stack.text("alloy/config.alloy");
        assertThat(alloy).doesNotContain("stage.labels");
        Map<String, String> timestamp = pairs(alloy, "stage.timestamp {");
        return new Pipeline(
                pairs(alloy, "expressions = {"),
                timestamp.get("source"),
                timestamp.get("format"),
                new TreeSet<>(pairs(alloy.substring(alloy.indexOf("stage.structured_metadata")), "values = {")
                        .keySet()));
    }

    static Pipeline ofPromtail() {
        Map<String, Object> job = Stack.<Map<String, Object>>list(
                        Stack.yaml("promtail/promtail.yaml").get("scrape_configs"))
                .get(0);
        Map<String, Object> stages = new LinkedHashMap<>();
        Stack.<Map<String, Object>>list(job.get("pipeline_stages")).forEach(stages::putAll);
        assertThat(stages).doesNotContainKey("labels");
        Map<String, String> timestamp = Stack.map(stages.get("timestamp"));
        return new Pipeline(
                new TreeMap<>(Stack.map(Stack.map(stages.get("json")).get("expressions"))),
                timestamp.get("source"),
                timestamp.get("format"),
                new TreeSet<>(Stack.map(stages.get("structured_metadata")).keySet()));
    }

    private static Map<String, String> pairs(String alloy, String block) {
        int start = alloy.indexOf(block);
        assertThat(start).as(block).isNotNegative();
        Matcher pairs = PAIR.matcher(alloy.substring(start, alloy.indexOf('}', start)));
        Map<String, String> found = new TreeMap<>();
        while (pairs.find()) {
            found.put(pairs.group(1), pairs.group(2));
        }
        return found;
    }

    /** Returns the fields of a line that the extracted name may come from, the first one first. */
    List<String> fieldsOf(String name) {
        return List.of(fields.get(name).split(" \\|\\| "));
    }

    /** Returns the values of the given names that the line has. */
    Map<String, String> values(Set<String> names, JsonNode line) {
        Map<String, String> values = new TreeMap<>();
        for (String name : names) {
            fieldsOf(name).stream()
                    .flatMap(field -> line.path(field).asStringOpt().stream())
                    .findFirst()
                    .ifPresent(value -> values.put(name, value));
        }
        return values;
    }
}
