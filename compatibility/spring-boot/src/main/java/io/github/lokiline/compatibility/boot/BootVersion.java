package io.github.lokiline.compatibility.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        return program(Application.class, "class-path.txt", configuration);
    }

    /**
     * Returns a program, ready to start in its own JVM.
     *
     * @param classPath the file that the application's pom wrote
     * @param folders the front of the class path
     */
    ProcessBuilder program(Class<?> main, String classPath, Path... folders) throws IOException {
        List<String> elements = new ArrayList<>();
        for (Path folder : folders) {
            elements.add(folder.toString());
        }
        elements.add(Path.of("target", "classes").toString());
        elements.add(
                Files.readString(Path.of("..", module, "target", classPath)).strip());
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                String.join(File.pathSeparator, elements),
                main.getName(),
                "--spring.main.banner-mode=off",
                "--spring.application.name=orders");
    }
}
