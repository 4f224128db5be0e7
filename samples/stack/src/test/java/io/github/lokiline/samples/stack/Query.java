package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A query of the stack, in a dashboard's panel or an alert. Immutable.
 *
 * @param name {@code errors/Error rate}: the dashboard's file, or {@code alert}, and the title
 * @param source the type of the data source, which is its uid in the stack
 * @param forLines true if the query returns lines, false if it returns numbers
 */
record Query(String name, String source, boolean forLines, String text) {

    /** The values that Grafana replaces in a Prometheus query. */
    static final Map<String, String> OF_PROMETHEUS =
            Map.of("service", "shop-direct|shop-stdout", "__rate_interval", "1m", "__range", "1h");

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

    /** Returns all queries to a data source; they exist only in these files. */
    static List<Query> all(String source) {
        List<Query> queries = new ArrayList<>(ofDashboards());
        queries.addAll(ofAlerts());
        return queries.stream().filter(query -> query.source.equals(source)).toList();
    }

    static List<Query> ofDashboards() {
        List<Query> queries = new ArrayList<>();
        dashboards().forEach((file, dashboard) -> {
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(
                            file + "/" + panel.path("title").asString(),
                            target.at("/datasource/type").asString(),
                            panel.path("type").asString().equals("logs"),
                            target.path("expr").asString()));
                }
            }
        });
        return queries;
    }

    static List<Query> ofAlerts() {
        List<Query> queries = new ArrayList<>();
        for (Map<String, Object> rule : rules()) {
            for (Map<String, Object> step : Stack.<Map<String, Object>>list(rule.get("data"))) {
                Object text = Stack.map(step.get("model")).get("expr");
                if (text != null) {
                    queries.add(new Query(
                            "alert/" + rule.get("title"),
                            step.get("datasourceUid").toString(),
                            false,
                            text.toString()));
                }
            }
        }
        return queries;
    }

    static List<Map<String, Object>> rules() {
        List<Map<String, Object>> groups = Stack.list(
                Stack.yaml("grafana/provisioning/alerting/rules.yaml").get("groups"));
        return Stack.list(groups.get(0).get("rules"));
    }

    /** Returns the dashboards by file name without suffix. */
    static Map<String, JsonNode> dashboards() {
        Map<String, JsonNode> dashboards = new TreeMap<>();
        for (Path file : Stack.files(".json")) {
            dashboards.put(
                    file.getFileName().toString().replace(".json", ""),
                    JsonMapper.shared().readTree(Stack.text(file.toString())));
        }
        return dashboards;
    }

    /** Returns the text with all variables replaced; every variable must be given. */
    String filled(Map<String, String> values) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            assertThat(values).as(name).containsKey(variable.group(1));
            return Matcher.quoteReplacement(values.get(variable.group(1)));
        });
    }

    /** Returns the names after a {@code $} in the text, except Grafana's own. */
    TreeSet<String> variables() {
        TreeSet<String> names = new TreeSet<>();
        VARIABLE.matcher(text).results().map(result -> result.group(1)).forEach(names::add);
        names.removeIf(name -> name.startsWith("__"));
        return names;
    }

    @Override
    public String toString() {
        return name;
    }
}
