package io.github.lokiline.compatibility.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Spring Boot versions of the application, each with the class path that its own pom resolves to. */
enum BootVersion {
    BOOT_4("spring-boot-4"),
    BOOT_3("spring-boot-3");

    private final String module;

    BootVersion(String module) {
        this.module = module;
    }

    /**
     * Returns the application, ready to start in its own JVM.
     *
     * @param configuration a folder at the front of the class path, where Logback finds its file
     */
    ProcessBuilder application(Path configuration) throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                classPath(configuration),
                Application.class.getName(),
                "--spring.main.banner-mode=off",
                "--spring.application.name=orders");
    }

    private String classPath(Path configuration) throws IOException {
        Path resolved = Path.of("..", module, "target", "class-path.txt");
        return String.join(
                File.pathSeparator,
                configuration.toString(),
                Path.of("target", "classes").toString(),
                Files.readString(resolved).strip());
    }
}
