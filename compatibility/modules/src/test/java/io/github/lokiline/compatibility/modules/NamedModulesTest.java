package io.github.lokiline.compatibility.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the jars that {@code mvn verify} has packaged: each is a named module that exports one package. */
class NamedModulesTest {
    @ParameterizedTest
    @CsvSource({
        "io.github.lokiline.json.JsonLineWriter,                  io.github.lokiline.json",
        "io.github.lokiline.logback.json.JsonEncoder,         io.github.lokiline.logback.json",
        "io.github.lokiline.client.LokiClient,                  io.github.lokiline.client",
        "io.github.lokiline.appender.EventAppender,                io.github.lokiline.appender",
        "io.github.lokiline.logback.loki.LokiAppender,        io.github.lokiline.logback.loki",
        "io.github.lokiline.log4j2.Log4jLokiAppender,              io.github.lokiline.log4j2",
        "io.github.lokiline.testkit.EmbeddedLoki,             io.github.lokiline.testkit",
        "io.github.lokiline.request.MdcExecutors,         io.github.lokiline.request",
        "io.github.lokiline.spring.LokilineAutoConfiguration, io.github.lokiline.spring",
    })
    void isANamedModuleThatExportsItsOnePackage(String type, String name) throws Exception {
        ModuleDescriptor module = moduleOf(type);

        assertThat(module.name()).isEqualTo(name);
        assertThat(module.isAutomatic()).isFalse();
        // appender-core is for the bindings only.
        boolean isForSiblings = name.equals("io.github.lokiline.appender");
        assertThat(exported(module)).isEqualTo(isForSiblings ? Set.of() : Set.of(name));
    }

    /** The packages exported to everybody; qualified exports are for siblings. */
    private static Set<String> exported(ModuleDescriptor module) {
        return module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    private static ModuleDescriptor moduleOf(String type) throws ClassNotFoundException, URISyntaxException {
        Class<?> found = Class.forName(type, false, NamedModulesTest.class.getClassLoader());
        Path place = Path.of(
                found.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<ModuleReference> modules = List.copyOf(ModuleFinder.of(place).findAll());
        assertThat(modules).hasSize(1);
        return modules.get(0).descriptor();
    }
}
