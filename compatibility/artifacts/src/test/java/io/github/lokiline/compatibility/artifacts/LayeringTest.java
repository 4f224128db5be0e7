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
    private static final String CLIENT = "io.github.lokiline.client";
    private static final String APPEND = "io.github.lokiline.appender";
    private static final String APPENDER = "io.github.lokiline.logback.loki";
    private static final String LOG4J = "io.github.lokiline.log4j2";
    private static final String TESTKIT = "io.github.lokiline.testkit";
    private static final String REQUEST = "io.github.lokiline.request";
    private static final String STARTER = "io.github.lokiline.spring";
    private static final String DOCTOR = "io.github.lokiline.doctor";

    /** The module in each folder, and the modules of this project that it may require. */
    private static final Map<String, Layer> LAYERS = Map.of(
            "json-line", new Layer(LINES, Set.of()),
            "json-encoder", new Layer(ENCODER, Set.of(LINES)),
            "client", new Layer(CLIENT, Set.of()),
            "appender-core", new Layer(APPEND, Set.of(CLIENT, LINES)),
            "logback-loki-appender", new Layer(APPENDER, Set.of(APPEND, CLIENT, ENCODER, LINES)),
            "log4j2-plugin", new Layer(LOG4J, Set.of(APPEND, CLIENT, LINES)),
            "testkit", new Layer(TESTKIT, Set.of()),
            "request-context", new Layer(REQUEST, Set.of()),
            "spring-boot-starter", new Layer(STARTER, Set.of(APPENDER, REQUEST)));

    private record Layer(String module, Set<String> mayRequire) {}

    private static Set<String> folders() {
        return LAYERS.keySet();
    }

    @Test
    void everyDeployedArtifactHasItsPlace() {
        assertThat(Pom.in(Pom.ROOT.resolve("bom")).managedArtifacts())
                .containsExactlyInAnyOrderElementsOf(
                        LAYERS.keySet().stream().map(Pom::artifactOf).toList());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theArtifactIsThePrefixAndTheFolder(String folder) {
        assertThat(Pom.in(Pom.ROOT.resolve(folder)).artifact()).isEqualTo(Pom.artifactOf(folder));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isTheModuleThatTheArchitectureNames(String folder) {
        assertThat(module(folder).name()).isEqualTo(layer(folder).module());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void seesNoModuleItMustNot(String folder) {
        Set<String> ours = requires(folder).stream()
                .filter(name -> name.startsWith("io.github.lokiline"))
                .collect(Collectors.toSet());

        assertThat(layer(folder).mayRequire()).containsAll(ours);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void onlyTheLogbackFacesKnowALogger(String folder) {
        boolean face = layer(folder).module().contains(".logback.");

        assertThat(requires(folder).stream().anyMatch(name -> name.contains("logback") && !name.contains("lokiline")))
                .isEqualTo(face);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void onlyTheLog4jFaceKnowsLog4j(String folder) {
        assertThat(requires(folder).stream().anyMatch(name -> name.startsWith("org.apache.logging")))
                .isEqualTo(layer(folder).module().equals(LOG4J));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void onlyTheClientKnowsOkHttpAndWhoSendsIdsOn(String folder) {
        boolean client = Set.of(CLIENT, REQUEST).contains(layer(folder).module());

        assertThat(requires(folder).stream().anyMatch(name -> name.startsWith("okhttp")))
                .isEqualTo(client);
    }

    /** What is exported is public; what is not is hidden from our own modules too. */
    @ParameterizedTest
    @MethodSource("folders")
    void exportsToEverybodyOrToNobody(String folder) {
        assertThat(module(folder).exports())
                .isNotEmpty()
                .noneMatch(Exports::isQualified)
                .allMatch(exports -> !exports.source().contains(".internal"));
    }

    /** A program stands above all that it examines, and nothing stands above it. */
    @Test
    void theDoctorUsesTheLogbackFaceAndTheClientAsApplicationsDo() {
        ModuleDescriptor doctor = module("doctor");

        assertThat(doctor.name()).isEqualTo(DOCTOR);
        assertThat(doctor.exports()).isEmpty();
        assertThat(requires("doctor").stream().filter(name -> name.startsWith("io.github.lokiline")))
                .containsExactlyInAnyOrder(APPENDER, ENCODER, CLIENT, LINES);
        assertThat(folders()).noneMatch(folder -> requires(folder).contains(DOCTOR));
    }

    /** Or nobody could be compiled against it who has not got it, be it annotations that no program needs. */
    @ParameterizedTest
    @MethodSource("folders")
    void asksNobodyElseForWhatIsOptional(String folder) {
        assertThat(module(folder).requires())
                .noneMatch(required -> required.modifiers()
                        .containsAll(Set.of(
                                ModuleDescriptor.Requires.Modifier.STATIC,
                                ModuleDescriptor.Requires.Modifier.TRANSITIVE)));
    }

    private static Set<String> requires(String folder) {
        return module(folder).requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .collect(Collectors.toSet());
    }

    private static Layer layer(String folder) {
        return LAYERS.get(folder);
    }

    private static ModuleDescriptor module(String folder) {
        Path compiled = Pom.ROOT.resolve(Path.of(folder, "target", "classes", "module-info.class"));
        try (InputStream bytes = Files.newInputStream(compiled)) {
            return ModuleDescriptor.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
