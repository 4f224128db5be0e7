package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that Prometheus's alerts ask what Grafana's ask, and that they fire when they should. The latter takes {@code
 * promtool}, which Debian's package {@code prometheus} has; CI installs it.
 */
class PrometheusRulesTest {

    private static final Path FOLDER = Path.of("prometheus");

    @Test
    void alertsAskWhatGrafanasAlertsAboutDeliveryAsk() {
        List<String> grafana = Query.rules().stream()
                .flatMap(rule -> Stack.<Map<String, Object>>list(rule.get("data")).stream())
                .filter(data -> "prometheus".equals(data.get("datasourceUid")))
                .map(data -> Stack.map(data.get("model")).get("expr").toString())
                .toList();

        List<Map<String, Object>> groups =
                Stack.list(Stack.yaml("prometheus/rules.yml").get("groups"));
        List<Map<String, Object>> rules = Stack.list(groups.get(0).get("rules"));

        assertThat(rules)
                .extracting(rule -> rule.get("expr").toString().replaceFirst(" > \\d+$", ""))
                .containsExactlyInAnyOrderElementsOf(grafana);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check config prometheus.yml", "check rules rules.yml", "test rules rules_test.yml"})
    void promtoolAccepts(String arguments) throws IOException, InterruptedException {
        assumeTrue(PrometheusProcess.isInstalled("promtool"), "promtool is not installed");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments.split(" ", -1)));

        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }
}
