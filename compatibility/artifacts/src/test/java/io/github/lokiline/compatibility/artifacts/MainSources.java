package io.github.lokiline.compatibility.artifacts;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The main code of the modules. Stateless. */
final class MainSources {

    /** The modules that applications run. */
    static final List<String> RUNTIME = List.of(
            "json-line",
            "json-encoder",
            "client",
            "appender-core",
            "logback-loki-appender",
            "log4j2-plugin",
            "request-context",
            "spring-boot-starter");

    /** The modules with code that is maintained as one: published, the doctor and the benchmarks. */
    static final List<String> MAINTAINED = Stream.concat(RUNTIME.stream(), Stream.of("testkit", "doctor", "benchmarks"))
            .toList();

    private MainSources() {}

    /** Returns the folders of all modules that the build has. */
    static List<String> allModules() {
        Pom root = Pom.in(Pom.ROOT);
        return Stream.concat(root.moduleNames().stream(), root.unpublishedModuleNames().stream())
                .toList();
    }

    /** Returns the files of a module's main code, without module and package descriptions. */
    static List<Path> files(String module) {
        try {
            return SourceParser.files(Pom.ROOT.resolve(module).resolve("src/main/java")).stream()
                    .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of lines of a module's main code. */
    static long lines(String module) {
        return files(module).stream()
                .mapToLong(file -> text(file).lines().count())
                .sum();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the top-level types of the modules' main code. */
    static List<MainType> types(List<String> modules) {
        return modules.stream().flatMap(module -> types(module).stream()).toList();
    }

    private static List<MainType> types(String module) {
        List<MainType> types = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : SourceParser.parse(files(module))) {
                for (Tree declared : unit.getTypeDecls()) {
                    if (declared instanceof ClassTree type) {
                        types.add(new MainType(
                                module,
                                String.valueOf(unit.getPackageName()),
                                type.getSimpleName().toString(),
                                type.getModifiers().getFlags().contains(Modifier.PUBLIC)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }
}
