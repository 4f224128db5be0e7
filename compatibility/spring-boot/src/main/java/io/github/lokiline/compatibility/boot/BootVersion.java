package io.github.lokiline.compatibility.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Spring Boot versions of the application, each with the class path that its own pom resolves to. */
enum BootVersion {
    BOOT_4(4),
    BOOT_3(3);

    private final int number;

    BootVersion(int number) {
        this.number = number;
    }

    /**
     * Returns the application, ready to start in its own JVM.
     *
     * @param configuration a folder at the front of the class path, where Logback finds its file
     */
    ProcessBuilder application(Path configuration) throws IOException {
        return program(Application.class, "", "class-path.txt", configuration);
    }

    /**
     * Returns a program, ready to start in its own JVM.
     *
     * @param kind of application, empty or for example {@code -web}: its pom is that of the module of this name
     * @param classPath the file that the pom wrote
     * @param folders the front of the class path
     */
    ProcessBuilder program(Class<?> main, String kind, String classPath, Path... folders) throws IOException {
        List<String> elements = new ArrayList<>();
        for (Path folder : folders) {
            elements.add(folder.toString());
        }
        elements.add(Path.of("target", "classes").toString());
        elements.add(Files.readString(Path.of("..", "spring-boot" + kind + "-" + number, "target", classPath))
                .strip());
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                String.join(File.pathSeparator, elements),
                main.getName(),
                "--spring.main.banner-mode=off",
                "--spring.application.name=orders");
    }
}
