package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the services are told fits together. */
class ConfigurationTest {

    private static final Set<String> UIDS = Set.of("loki", "prometheus", "tempo");

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
    void dataSourcesAreCalledAsDashboardsAndAlertsCallThem() {
        List<Map<String, Object>> sources = Stack.list(
                Stack.yaml("grafana/provisioning/datasources/datasources.yaml").get("datasources"));

        assertThat(sources).extracting(source -> source.get("uid")).containsExactlyInAnyOrderElementsOf(UIDS);
    }

    @Test
    void everyAlertAsksAKnownDataSourceAndSaysWhatIsWrong() {
        List<Map<String, Object>> groups = Stack.list(
                Stack.yaml("grafana/provisioning/alerting/rules.yaml").get("groups"));
        List<Map<String, Object>> rules = Stack.list(groups.get(0).get("rules"));

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

    @Test
    void alloyAndPromtailReadTheSameFieldsOfALine() {
        Map<String, String> alloy = new TreeMap<>();
        Matcher pairs = Pattern.compile("(\\w+) += \"(\\w+)\",").matcher(expressions());
        while (pairs.find()) {
            alloy.put(pairs.group(1), pairs.group(2));
        }
        Map<String, Object> job = Stack.<Map<String, Object>>list(
                        Stack.yaml("promtail/promtail.yaml").get("scrape_configs"))
                .get(0);
        Map<String, Object> first =
                Stack.<Map<String, Object>>list(job.get("pipeline_stages")).get(0);

        assertThat(alloy)
                .containsEntry("level", "levelname")
                .isEqualTo(new TreeMap<>(Stack.map(Stack.map(first.get("json")).get("expressions"))));
    }

    @Test
    void everyDashboardAsksDataSourcesThatAreThere() {
        assertThat(Stack.files(".json")).isNotEmpty().allSatisfy(file -> {
            JsonNode panels =
                    JsonMapper.shared().readTree(Stack.text(file.toString())).get("panels");
            assertThat(panels).isNotEmpty().allSatisfy(panel -> {
                assertThat(panel.at("/datasource/uid").asString()).isIn(UIDS);
                assertThat(panel.at("/targets/0/expr").asString()).isNotBlank();
            });
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

    private static String expressions() {
        String alloy = Stack.text(Path.of("alloy", "config.alloy").toString());
        int start = alloy.indexOf("expressions = {");
        return alloy.substring(start, alloy.indexOf('}', start));
    }
}
