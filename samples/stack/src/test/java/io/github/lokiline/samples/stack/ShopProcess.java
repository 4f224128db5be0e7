package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The sample application as {@code docker-compose.yml} runs it, but without Docker. Used by the test's thread only.
 */
final class ShopProcess implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Path JAR = Path.of("..", "spring-boot", "target", "shop.jar");
    /** The last line of the start. */
    private static final String STARTED = "\"message\":\"Started Shop";

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String service;
    private final Path output;
    private final Process process;

    private ShopProcess(String service, Path output, Process process) {
        this.service = service;
        this.output = output;
        this.process = process;
    }

    /**
     * Starts the application.
     *
     * @param changes changes to the environment of the compose service
     */
    static ShopProcess start(String composeService, Path folder, Map<String, String> changes) throws IOException {
        assertThat(JAR).as("mvn package -pl samples/spring-boot -am builds it").exists();
        Path output = folder.resolve(composeService + ".out");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-jar",
                JAR.toString());
        Map<String, String> environment = environment(composeService);
        environment.putAll(changes);
        java.environment().putAll(environment);
        Process process =
                java.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        return new ShopProcess(environment.get("SPRING_APPLICATION_NAME"), output, process);
    }

    private static Map<String, String> environment(String composeService) {
        Map<String, String> environment = new TreeMap<>();
        Stack.map(Stack.services("docker-compose.yml").get(composeService).get("environment"))
                .forEach((name, value) -> environment.put(
                        name, Stack.VARIABLE.matcher(value.toString()).replaceAll(variable -> variable.group(3))));
        return environment;
    }

    String service() {
        return service;
    }

    /** Returns the printed lines that are complete. */
    List<Logged> printed() {
        String text = text();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Logged.of(service, line))
                .toList();
    }

    String get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + address() + path)).timeout(PATIENCE);
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString()).body();
    }

    /** Returns host and port, after the application has started. */
    String address() {
        Awaitility.await().atMost(PATIENCE).until(() -> text().contains(STARTED) || !process.isAlive());
        Matcher port = PORT.matcher(text());
        assertThat(port.find()).as(text()).isTrue();
        return "127.0.0.1:" + port.group(1);
    }

    private String text() {
        try {
            // Drops a line that is still being written.
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
