package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the services' configurations fit together. */
class ConfigurationTest {

    @ParameterizedTest
    @CsvSource({"development, 168h", "production, 720h"})
    void lokiKeepsLogsAsLongAsItsVariantSays(String variant, String retention) {
        Map<String, Object> loki = Stack.yaml("loki/" + variant + ".yaml");
        Map<String, Object> limits = Stack.map(loki.get("limits_config"));
        Map<String, Object> schema = Stack.<Map<String, Object>>list(
                        Stack.map(loki.get("schema_config")).get("configs"))
                .get(0);

        assertThat(limits).containsEntry("retention_period", retention).containsKey("ingestion_rate_mb");
        assertThat(Stack.map(loki.get("compactor"))).containsEntry("retention_enabled", true);
        assertThat(schema).containsEntry("store", "tsdb").containsEntry("schema", "v13");
    }

    @Test
    void whateverAsksAServiceAsksOneThatIsThere() {
        Set<String> services = ComposeTest.serviceNames().collect(Collectors.toSet());
        List<String> files = List.of(
                "grafana/provisioning/datasources/datasources.yaml",
                "prometheus/prometheus.yml",
                "alloy/config.alloy",
                "promtail/promtail.yaml",
                "docker-compose.yml");
        Pattern host = Pattern.compile("(?:http://|[\\[ ])([a-z][a-z-]*):\\d{4}\\b");

        assertThat(files).allSatisfy(file -> {
            Matcher hosts = host.matcher(Stack.text(file));
            Set<String> asked = new TreeSet<>();
            while (hosts.find()) {
                asked.add(hosts.group(1));
            }
            assertThat(asked).as(file).isNotEmpty().isSubsetOf(services);
        });
    }

    @Test
    void idsInALineLeadToTheTraceAndToTheStory() {
        Map<String, Object> loki = Stack.<Map<String, Object>>list(
                        Stack.yaml("grafana/provisioning/datasources/datasources.yaml")
                                .get("datasources"))
                .get(0);
        List<Map<String, Object>> fields =
                Stack.list(Stack.map(loki.get("jsonData")).get("derivedFields"));
        List<Object> matchers =
                fields.stream().map(field -> field.get("matcherRegex")).toList();

        assertThat(matchers).containsExactly("^trace_id$", "^request_id$");
        assertThat(fields).allSatisfy(field -> {
            assertThat(field).containsEntry("matcherType", "label");
            // Doubled, because Grafana would otherwise read it as an environment variable.
            assertThat(field.get("url").toString()).contains("$${__value.raw}");
        });
        assertThat(fields.get(0)).containsEntry("datasourceUid", "tempo");
        assertThat(DashboardsTest.dataSources()).containsExactly("loki", "prometheus", "tempo");
    }

    @Test
    void everyAlertAsksAKnownDataSourceAndSaysWhatIsWrong() {
        List<Map<String, Object>> rules = Query.rules();

        assertThat(rules).hasSizeGreaterThanOrEqualTo(3).allSatisfy(rule -> {
            assertThat(Stack.map(rule.get("annotations"))).containsKey("summary");
            List<Map<String, Object>> steps = Stack.list(rule.get("data"));
            assertThat(steps)
                    .extracting(step -> step.get("datasourceUid"))
                    .allSatisfy(uid -> assertThat(uid).isIn("loki", "prometheus", "__expr__"));
            assertThat(steps).extracting(step -> step.get("refId")).contains(rule.get("condition"));
        });
        assertThat(rules).extracting(rule -> rule.get("uid")).doesNotHaveDuplicates();
    }

    /** Grafana shows a button for the link. */
    @Test
    void everyAlertLeadsToThePanelThatShowsIt() {
        Set<String> panels = new TreeSet<>();
        Query.dashboards()
                .values()
                .forEach(dashboard -> dashboard
                        .path("panels")
                        .forEach(panel -> panels.add(dashboard.path("uid").asString() + " "
                                + panel.path("id").asString())));

        assertThat(Query.rules()).allSatisfy(rule -> {
            Map<String, Object> annotations = Stack.map(rule.get("annotations"));
            assertThat(panels).contains(annotations.get("__dashboardUid__") + " " + annotations.get("__panelId__"));
        });
    }

    @Test
    void everyYamlFileIsOne() {
        for (String suffix : List.of(".yaml", ".yml")) {
            assertThat(Stack.files(suffix))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Stack.yaml(file.toString())).isNotEmpty());
        }
    }
}
