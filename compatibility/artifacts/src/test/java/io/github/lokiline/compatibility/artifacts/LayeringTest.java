package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.compatibility.artifacts.Layers.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arrows between modules, read from the compiled module descriptors and, for the class path and the tests, from the
 * poms: those of {@link Layers}, and no other.
 */
class LayeringTest {

    private static final String OURS = "io.github.lokiline";

    private static Set<String> folders() {
        return Layers.folders();
    }

    private static Set<String> libraries() {
        return folders().stream().filter(folder -> !folder.equals("doctor")).collect(Collectors.toSet());
    }

    @Test
    void everyDeployedArtifactHasItsPlace() {
        assertThat(Pom.in(Pom.ROOT.resolve("bom")).managedArtifacts())
                .containsExactlyInAnyOrderElementsOf(
                        libraries().stream().map(Pom::artifactOf).toList());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theArtifactIsThePrefixAndTheFolder(String folder) {
        assertThat(Pom.in(Pom.ROOT.resolve(folder)).artifact()).isEqualTo(Pom.artifactOf(folder));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isTheModuleThatTheArchitectureNames(String folder) {
        assertThat(module(folder).name()).isEqualTo(Layers.of(folder).module());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void requiresNoSiblingItMustNot(String folder) {
        assertThat(Layers.of(folder).mayRequire()).containsAll(siblings(folder));
    }

    /** A sibling that only a pom names would be seen on the class path, and by the tests. */
    @ParameterizedTest
    @MethodSource("folders")
    void dependsOnNoSiblingItMustNot(String folder) {
        Pom pom = Pom.in(Pom.ROOT.resolve(folder));
        Set<String> inTests = artifacts(Layers.inTests(folder).stream());

        assertThat(artifacts(Layers.of(folder).mayRequire().stream().map(Layers::folderOf)))
                .containsAll(pom.dependencies(OURS).stream()
                        .filter(artifact -> !(inTests.contains(artifact) && pom.isForTests(artifact)))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void dependsOnNoLibraryItMustNot(String folder) {
        Pom pom = Pom.in(Pom.ROOT.resolve(folder));

        assertThat(Layers.RULED_LIBRARIES).allSatisfy(library -> {
            if (!Layers.of(folder).mayDependOn().contains(library)) {
                assertThat(pom.dependencies(library)).as(library).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void onlyTheLogbackBindingsRequireALogger(String folder) {
        boolean binding = Layers.of(folder).module().contains(".logback.");

        assertThat(requires(folder).stream().anyMatch(name -> name.contains("logback") && !name.contains("lokiline")))
                .isEqualTo(binding);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void onlyTheLog4jBindingAndTheStarterRequireLog4j(String folder) {
        assertThat(requires(folder).stream().anyMatch(name -> name.startsWith("org.apache.logging")))
                .isEqualTo(Set.of("log4j2-plugin", "spring-boot-starter").contains(folder));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void onlyTheClientAndTheRequestInterceptorRequireOkHttp(String folder) {
        assertThat(requires(folder).stream().anyMatch(name -> name.startsWith("okhttp")))
                .isEqualTo(Set.of("client", "request-context").contains(folder));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void exportsToEverybodyOnlyWhatTheDesignCallsPublic(String folder) {
        assertThat(module(folder).exports().stream()
                        .filter(exports -> !exports.isQualified())
                        .map(Exports::source))
                .containsExactlyInAnyOrderElementsOf(Layers.of(folder).publicPackages());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void exportsAllElseOnlyToSiblingsThatMayRequireIt(String folder) {
        Layer layer = Layers.of(folder);

        assertThat(module(folder).exports().stream().filter(Exports::isQualified))
                .allSatisfy(exports -> assertThat(exports.targets())
                        .allSatisfy(target -> assertThat(
                                        Layers.of(Layers.folderOf(target)).mayRequire())
                                .as(exports.source() + " to " + target)
                                .contains(layer.module())));
    }

    /** A program uses what it examines as applications do, and nothing uses the program. */
    @Test
    void theDoctorStandsAboveTheLogbackAppenderAndTheClient() {
        assertThat(module("doctor").exports()).isEmpty();
        assertThat(siblings("doctor")).isEqualTo(Layers.of("doctor").mayRequire());
        assertThat(folders()).noneMatch(folder -> requires(folder).contains(Layers.DOCTOR));
    }

    /** An optional module that is also transitive would have to be present to compile against the library. */
    @ParameterizedTest
    @MethodSource("folders")
    void requiresNothingOptionalForOthers(String folder) {
        assertThat(module(folder).requires())
                .noneMatch(required -> required.modifiers()
                        .containsAll(Set.of(
                                ModuleDescriptor.Requires.Modifier.STATIC,
                                ModuleDescriptor.Requires.Modifier.TRANSITIVE)));
    }

    private static Set<String> artifacts(Stream<String> folders) {
        return folders.map(Pom::artifactOf).collect(Collectors.toSet());
    }

    private static Set<String> siblings(String folder) {
        return requires(folder).stream().filter(name -> name.startsWith(OURS)).collect(Collectors.toSet());
    }

    private static Set<String> requires(String folder) {
        return module(folder).requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .collect(Collectors.toSet());
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
