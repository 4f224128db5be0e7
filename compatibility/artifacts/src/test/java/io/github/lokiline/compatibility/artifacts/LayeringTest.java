package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture, read from the compiled modules: each arrow that is drawn, and no other. */
class LayeringTest {

    private static final String LINES = "io.github.lokiline.json";
    private static final String ENCODER = "io.github.lokiline.logback.json";
    private static final String CLIENT = "io.github.lokiline.loki";
    private static final String APPEND = "io.github.lokiline.append";
    private static final String APPENDER = "io.github.lokiline.logback.loki";
    private static final String LOG4J = "io.github.lokiline.log4j2";
    private static final String TESTKIT = "io.github.lokiline.testkit";
    private static final String REQUEST = "io.github.lokiline.request";
    private static final String STARTER = "io.github.lokiline.spring";
    private static final String DOCTOR = "io.github.lokiline.doctor";

    /** Each artifact's module, and the modules of ours that it may see. */
    private static final Map<String, Layer> LAYERS = Map.of(
            "json-line", new Layer(LINES, Set.of()),
            "json-encoder", new Layer(ENCODER, Set.of(LINES)),
            "loki-client", new Layer(CLIENT, Set.of()),
            "append-path", new Layer(APPEND, Set.of(CLIENT, LINES)),
            "logback-loki-appender", new Layer(APPENDER, Set.of(APPEND, CLIENT, ENCODER, LINES)),
            "log4j2-plugin", new Layer(LOG4J, Set.of(APPEND, CLIENT, LINES)),
            "loki-testkit", new Layer(TESTKIT, Set.of()),
            "request-context", new Layer(REQUEST, Set.of()),
            "lokiline-spring-boot-starter", new Layer(STARTER, Set.of(APPENDER, REQUEST)));

    private record Layer(String module, Set<String> mayRequire) {}

    private static Set<String> artifacts() {
        return LAYERS.keySet();
    }

    @Test
    void everyDeployedArtifactHasItsPlace() {
        assertThat(Pom.in(Pom.ROOT.resolve("bom")).managedArtifacts())
                .containsExactlyInAnyOrderElementsOf(LAYERS.keySet());
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void isTheModuleThatTheArchitectureNames(String artifact) {
        assertThat(module(artifact).name()).isEqualTo(layer(artifact).module());
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void seesNoModuleItMustNot(String artifact) {
        Set<String> ours = requires(artifact).stream()
                .filter(name -> name.startsWith("io.github.lokiline"))
                .collect(Collectors.toSet());

        assertThat(layer(artifact).mayRequire()).containsAll(ours);
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void onlyTheLogbackFacesKnowALogger(String artifact) {
        boolean face = layer(artifact).module().contains(".logback.");

        assertThat(requires(artifact).stream().anyMatch(name -> name.contains("logback") && !name.contains("lokiline")))
                .isEqualTo(face);
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void onlyTheLog4jFaceKnowsLog4j(String artifact) {
        assertThat(requires(artifact).stream().anyMatch(name -> name.startsWith("org.apache.logging")))
                .isEqualTo(layer(artifact).module().equals(LOG4J));
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void onlyTheClientKnowsOkHttpAndWhoSendsIdsOn(String artifact) {
        boolean client = Set.of(CLIENT, REQUEST).contains(layer(artifact).module());

        assertThat(requires(artifact).stream().anyMatch(name -> name.startsWith("okhttp")))
                .isEqualTo(client);
    }

    /** What is exported is public; what is not is hidden from our own modules too. */
    @ParameterizedTest
    @MethodSource("artifacts")
    void exportsToEverybodyOrToNobody(String artifact) {
        assertThat(module(artifact).exports())
                .isNotEmpty()
                .noneMatch(Exports::isQualified)
                .allMatch(exports -> !exports.source().contains(".internal"));
    }

    /** A program stands above all that it examines, and nothing stands above it. */
    @Test
    void theDoctorUsesTheLogbackFaceAndTheClientAsApplicationsDo() {
        ModuleDescriptor doctor = module("lokiline-doctor");

        assertThat(doctor.name()).isEqualTo(DOCTOR);
        assertThat(doctor.exports()).isEmpty();
        assertThat(requires("lokiline-doctor").stream().filter(name -> name.startsWith("io.github.lokiline")))
                .containsExactlyInAnyOrder(APPENDER, ENCODER, CLIENT, LINES);
        assertThat(artifacts()).noneMatch(artifact -> requires(artifact).contains(DOCTOR));
    }

    /** Or nobody could be compiled against it who has not got it, be it annotations that no program needs. */
    @ParameterizedTest
    @MethodSource("artifacts")
    void asksNobodyElseForWhatIsOptional(String artifact) {
        assertThat(module(artifact).requires())
                .noneMatch(required -> required.modifiers()
                        .containsAll(Set.of(
                                ModuleDescriptor.Requires.Modifier.STATIC,
                                ModuleDescriptor.Requires.Modifier.TRANSITIVE)));
    }

    private static Set<String> requires(String artifact) {
        return module(artifact).requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .collect(Collectors.toSet());
    }

    private static Layer layer(String artifact) {
        return LAYERS.get(artifact);
    }

    private static ModuleDescriptor module(String artifact) {
        Path compiled = Pom.ROOT.resolve(Path.of(artifact, "target", "classes", "module-info.class"));
        try (InputStream bytes = Files.newInputStream(compiled)) {
            return ModuleDescriptor.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
