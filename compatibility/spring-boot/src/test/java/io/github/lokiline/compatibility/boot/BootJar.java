package io.github.lokiline.compatibility.boot;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** Makes the jar that Spring Boot's plugin makes. Stateless. */
final class BootJar {

    private BootJar() {}

    static Path of(Class<?> main, String classPath, Path folder) throws IOException {
        List<Library> libraries = new ArrayList<>();
        for (String element : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(element);
            Path jar =
                    Files.isDirectory(path) ? packed(path, folder.resolve("part-" + libraries.size() + ".jar")) : path;
            libraries.add(new Library(jar.toFile(), LibraryScope.RUNTIME));
        }
        Path jar = packed(Path.of("target", "classes"), folder.resolve("orders.jar"));
        Repackager repackager = new Repackager(jar.toFile());
        repackager.setMainClass(main.getName());
        repackager.repackage(callback -> {
            for (Library library : libraries) {
                callback.library(library);
            }
        });
        return jar;
    }

    /** Packs a folder: a module of this build that has no jar yet. */
    private static Path packed(Path folder, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return jar;
    }
}
