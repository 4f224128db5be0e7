package io.github.lokiline.compatibility.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Spring Boots that the application is started with, each with the class path that its own pom resolves to. */
enum BootVersion {
    BOOT_4("spring-boot-4"),
    BOOT_3("spring-boot-3");

    private final String module;

    BootVersion(String module) {
        this.module = module;
    }

    /**
     * The application, ready to start in a JVM like this one.
     *
     * @param configuration a folder in front of everything else, where Logback finds its file
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
