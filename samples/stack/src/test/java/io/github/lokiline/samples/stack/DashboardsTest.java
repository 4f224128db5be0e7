package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Tests the dashboards as Grafana will load them: each on its own and all of them together. */
class DashboardsTest {

    private static final Map<String, JsonNode> DASHBOARDS = Query.dashboards();
    private static final int COLUMNS = 24;
    private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)(?:\\?(\\S*))?");

    static Stream<String> files() {
        return DASHBOARDS.keySet().stream();
    }

    @Test
    void thereIsOneForEachQuestion() {
        assertThat(DASHBOARDS)
                .containsOnlyKeys(
                        "application-logs", "errors", "requests", "request-story", "delivery", "logs-and-delivery");
    }

    @Test
    void uidsAndTitlesDiffer() {
        assertThat(DASHBOARDS.values())
                .extracting(one -> one.path("uid").asString())
                .doesNotHaveDuplicates();
        assertThat(DASHBOARDS.values())
                .extracting(one -> one.path("title").asString())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatItIsAndHowOftenItAsks(String file) {
        JsonNode dashboard = DASHBOARDS.get(file);

        assertThat(dashboard.path("uid").asString()).matches("lokiline-[a-z-]{1,31}");
        assertThat(dashboard.path("title").asString()).isNotBlank();
        assertThat(dashboard.path("description").asString()).isNotBlank();
        assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
        // Every refresh makes Loki search.
        assertThat(dashboard.path("refresh").asString()).isIn("", "30s", "1m", "5m");
        assertThat(dashboard.at("/time/from").asString()).matches("now-\\d+[mh]");
        assertThat(dashboard.path("tags").toString()).contains("\"lokiline\"");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPanelSaysWhatItShowsAndInWhichUnit(String file) {
        assertThat(panels(file)).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asString()).isNotBlank();
            assertThat(panel.path("description").asString()).endsWith(".");
            boolean hasUnit = panel.at("/fieldConfig/defaults/unit").isString();
            boolean isText = !panel.at("/fieldConfig/defaults/mappings").isMissingNode();
            assertThat(hasUnit).isEqualTo(!panel.path("type").asString().equals("logs") && !isText);
        });
        assertThat(panels(file)).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels(file))
                .extracting(panel -> panel.path("title").asString())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPanelHasItsPlaceForItself(String file) {
        Map<String, String> taken = new TreeMap<>();

        for (JsonNode panel : panels(file)) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            assertThat(right).isLessThanOrEqualTo(COLUMNS);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String other = taken.put(
                            x + "," + (place.path("y").asInt() + y),
                            panel.path("title").asString());
                    assertThat(other).as("below " + panel.path("title")).isNull();
                }
            }
        }
        assertThat(taken).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPanelAsksADataSourceThatIsChosenOnTheDashboard(String file) {
        Set<String> chosen = new TreeSet<>();
        variables(file, true).forEach(one -> chosen.add(one.path("name").asString()));

        assertThat(panels(file)).allSatisfy(panel -> {
            JsonNode source = panel.path("datasource");
            assertThat(chosen).contains(source.path("type").asString());
            assertThat(source.path("uid").asString())
                    .isEqualTo("${" + source.path("type").asString() + "}");
            assertThat(panel.path("targets")).isNotEmpty().allSatisfy(target -> {
                assertThat(target.path("datasource")).isEqualTo(source);
                assertThat(target.path("refId").asString()).isNotBlank();
                assertThat(target.path("expr").asString()).isNotBlank();
            });
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void variablesThatAreUsedAreThereAndTheOthersAreNot(String file) {
        Set<String> used = new TreeSet<>();
        Query.ofDashboards().stream()
                .filter(query -> query.name().startsWith(file + "/"))
                .forEach(query -> used.addAll(query.variables()));
        List<JsonNode> variables = variables(file, false);

        assertThat(variables)
                .extracting(variable -> variable.path("name").asString())
                .containsExactlyInAnyOrderElementsOf(used);
        assertThat(variables).allSatisfy(variable -> {
            assertThat(variable.path("label").asString()).isNotBlank();
            if (variable.path("type").asString().equals("query")) {
                assertThat(variables(file, true))
                        .anySatisfy(source -> assertThat(
                                        variable.at("/datasource/uid").asString())
                                .isEqualTo("${" + source.path("name").asString() + "}"));
            }
        });
    }

    /** So that any Grafana takes the files as they are; the stack has one data source of each type. */
    @ParameterizedTest
    @MethodSource("files")
    void dataSourcesAreChosenByTheirType(String file) {
        Set<String> used = new TreeSet<>();
        panels(file).forEach(panel -> used.add(panel.at("/datasource/type").asString()));

        assertThat(variables(file, true))
                .extracting(source -> source.path("name").asString())
                .containsExactlyInAnyOrderElementsOf(used)
                .allSatisfy(type -> assertThat(dataSources()).contains(type));
        assertThat(variables(file, true))
                .allSatisfy(source -> assertThat(source.path("query")).isEqualTo(source.path("name")));
    }

    @Test
    void linksLeadToDashboardsAndVariablesThatAreThere() {
        Map<String, JsonNode> byUid = new TreeMap<>();
        DASHBOARDS.values().forEach(one -> byUid.put(one.path("uid").asString(), one));
        String all = DASHBOARDS.values() + Stack.text("grafana/provisioning/datasources/datasources.yaml");
        Matcher links = LINK.matcher(all);
        Set<String> led = new TreeSet<>();

        while (links.find()) {
            led.add(links.group(1));
            assertThat(byUid).containsKey(links.group(1));
            if (links.group(2) != null) {
                String variable = links.group(2).replaceAll("^var-(\\w+)=.*", "$1");
                assertThat(byUid.get(links.group(1)).at("/templating/list"))
                        .anySatisfy(
                                one -> assertThat(one.path("name").asString()).isEqualTo(variable));
            }
        }
        assertThat(led).containsExactly("lokiline-story");
    }

    /** A query belongs to one panel or alert; other places link to it. */
    @Test
    void noQueryIsWrittenTwice() {
        List<Query> all = new ArrayList<>(Query.ofDashboards());
        all.addAll(Query.ofAlerts());

        assertThat(all).extracting(Query::text).doesNotHaveDuplicates();
        assertThat(all).extracting(Query::name).doesNotHaveDuplicates();
    }

    @Test
    void logsAndMetricsStandSideBySide() {
        List<JsonNode> panels = panels("logs-and-delivery");

        for (int i = 0; i + 1 < panels.size(); i += 2) {
            assertThat(panels.get(i).at("/datasource/uid").asString()).isEqualTo("${loki}");
            assertThat(panels.get(i + 1).at("/datasource/uid").asString()).isEqualTo("${prometheus}");
            assertThat(panels.get(i).at("/gridPos/y"))
                    .isEqualTo(panels.get(i + 1).at("/gridPos/y"));
        }
    }

    static Set<String> dataSources() {
        Set<String> uids = new TreeSet<>();
        Stack.<Map<String, Object>>list(Stack.yaml("grafana/provisioning/datasources/datasources.yaml")
                        .get("datasources"))
                .forEach(source -> uids.add(source.get("uid").toString()));
        return uids;
    }

    /** Returns the variables that choose a data source, or the others. */
    private static List<JsonNode> variables(String file, boolean ofDataSources) {
        List<JsonNode> variables = new ArrayList<>();
        for (JsonNode one : DASHBOARDS.get(file).at("/templating/list")) {
            if (one.path("type").asString().equals("datasource") == ofDataSources) {
                variables.add(one);
            }
        }
        return variables;
    }

    private static List<JsonNode> panels(String file) {
        List<JsonNode> panels = new ArrayList<>();
        DASHBOARDS.get(file).path("panels").forEach(panels::add);
        return panels;
    }
}
