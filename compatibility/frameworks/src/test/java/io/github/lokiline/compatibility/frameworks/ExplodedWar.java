package io.github.lokiline.compatibility.frameworks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a WAR is packed from. Stateless. */
final class ExplodedWar {

    private ExplodedWar() {}

    /** Adds classes, resources and jars to {@code src/main/webapp}; of the class path, what a WAR has. */
    static void assemble(Path folder, List<Path> classPath) throws IOException {
        Path inside = folder.resolve("src/main/webapp/WEB-INF");
        Path libraries = Files.createDirectories(inside.resolve("lib"));
        Path classes = inside.resolve("classes");
        for (Path entry : classPath) {
            if (Files.isDirectory(entry)) {
                copy(entry, classes);
            } else if (!entry.getFileName().toString().startsWith("jakarta.servlet-api")) {
                Files.copy(entry, libraries.resolve(entry.getFileName()));
            }
        }
        copy(folder.resolve("classes"), classes);
        copy(folder.resolve("src/main/resources"), classes);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
