package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests both compose files, as far as that is possible without Docker. */
class ComposeTest {

    private static final String DEVELOPMENT = "docker-compose.yml";
    private static final String PRODUCTION = "docker-compose.production.yml";

    @ParameterizedTest
    @ValueSource(strings = {DEVELOPMENT, PRODUCTION})
    void everyFileThatIsMountedIsThere(String compose) {
        Map<String, Object> declared = Stack.map(Stack.yaml(DEVELOPMENT).get("volumes"));

        assertThat(volumes(compose)).isNotEmpty().allSatisfy(volume -> {
            String source = volume.split(":", 2)[0];
            if (source.startsWith("./")) {
                assertThat(Stack.FOLDER.resolve(source)).exists();
            } else if (!source.startsWith("/")) {
                assertThat(declared).containsKey(source);
            }
        });
    }

    @Test
    void everyImageThatIsBuiltHasItsDockerfile() {
        assertThat(Stack.services(DEVELOPMENT).values().stream()
                        .map(service -> service.get("build"))
                        .filter(build -> build != null))
                .hasSize(2)
                .allSatisfy(build ->
                        assertThat(Stack.FOLDER.resolve(build + "/Dockerfile")).exists());
    }

    @Test
    void onlyTheShopsAreADemo() {
        assertThat(Stack.services(DEVELOPMENT))
                .allSatisfy((name, service) -> assertThat(service.get("profiles"))
                        .isEqualTo(name.startsWith("shop-") ? List.of("demo") : null));
    }

    @Test
    void everyImageHasAVersion() {
        assertThat(Stack.services(DEVELOPMENT).values().stream()
                        .map(service -> service.get("image"))
                        .filter(image -> image != null))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image.toString()).matches("[\\w/]+:v?\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void inDevelopmentPortsAreBoundToLoopbackAndDiffer() {
        List<String> ports = ports(DEVELOPMENT);

        assertThat(ports).isNotEmpty().allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
        assertThat(ports.stream().map(port -> port.split(":", -1)[1])).doesNotHaveDuplicates();
    }

    @Test
    void inProductionOnlyGrafanaIsPublished() {
        Map<String, Map<String, Object>> production = Stack.services(PRODUCTION);
        Set<String> published = Stack.services(DEVELOPMENT).entrySet().stream()
                .filter(service -> service.getValue().containsKey("ports"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(published)
                .allSatisfy(
                        service -> assertThat(Stack.list(production.get(service).get("ports")))
                                .hasSize(service.equals("grafana") ? 1 : 0));
    }

    @Test
    void inProductionNoPasswordHasADefault() {
        String password = Stack.map(Stack.services(PRODUCTION).get("grafana").get("environment"))
                .get("GF_SECURITY_ADMIN_PASSWORD")
                .toString();

        assertThat(password).startsWith("${GRAFANA_ADMIN_PASSWORD:?set it in .env");
    }

    /** Grafana keeps the password of its first start, so a volume created in development would have the known one. */
    @Test
    void productionHasVolumesOfItsOwn() {
        assertThat(Stack.yaml(PRODUCTION).get("name"))
                .isNotNull()
                .isNotEqualTo(Stack.yaml(DEVELOPMENT).get("name"));
    }

    @Test
    void whatMustBeSetIsInTheExample() {
        Set<String> variables = new TreeSet<>();
        for (String compose : List.of(DEVELOPMENT, PRODUCTION)) {
            Matcher matcher = Stack.VARIABLE.matcher(Stack.text(compose));
            while (matcher.find()) {
                variables.add(matcher.group(1));
            }
        }

        assertThat(Stack.text(".env.example").lines().filter(line -> line.endsWith("=")))
                .map(line -> line.substring(0, line.length() - 1))
                .containsExactlyInAnyOrderElementsOf(variables);
    }

    @Test
    void whatDependsOnAServiceDependsOnOneThatIsThere() {
        Map<String, Map<String, Object>> services = Stack.services(DEVELOPMENT);

        assertThat(services.values().stream()
                        .flatMap(service -> Stack.<String>list(service.get("depends_on")).stream()))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(services).containsKey(name));
        assertThat(services).containsKeys(Stack.services(PRODUCTION).keySet().toArray(String[]::new));
    }

    /** Docker would otherwise kill the application before it has delivered or spooled its queue. */
    @Test
    void whoPushesHasTimeToStop() {
        assertThat(Stack.services(DEVELOPMENT).get("shop-direct")).containsEntry("stop_grace_period", "15s");
    }

    @Test
    void theExampleIsNoEnvironmentByItself() {
        assertThat(Files.exists(Stack.FOLDER.resolve(".env"))).isFalse();
    }

    private static List<String> volumes(String compose) {
        return of(compose, "volumes");
    }

    private static List<String> ports(String compose) {
        return of(compose, "ports");
    }

    private static List<String> of(String compose, String key) {
        return Stack.services(compose).values().stream()
                .flatMap(service -> Stack.<String>list(service.get(key)).stream())
                .toList();
    }

    static Stream<String> serviceNames() {
        return Stack.services(DEVELOPMENT).keySet().stream();
    }
}
