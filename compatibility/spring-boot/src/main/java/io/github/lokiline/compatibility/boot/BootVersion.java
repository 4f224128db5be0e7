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

    static final String NAME = "--spring.application.name=orders";

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
        ProcessBuilder application = program(Application.class, classPath("", "class-path.txt"), configuration);
        application.command().add(NAME);
        return application;
    }

    /**
     * Reads a class path that a pom wrote.
     *
     * @param kind of application, empty or for example {@code -web}: its pom is that of the module of this name
     */
    String classPath(String kind, String file) throws IOException {
        return Files.readString(pom(kind).resolveSibling("target").resolve(file))
                .strip();
    }

    Path pom(String kind) {
        return Path.of("..", "spring-boot" + kind + "-" + number, "pom.xml");
    }

    /**
     * Returns a program, ready to start in its own JVM.
     *
     * @param folders the front of the class path
     */
    static ProcessBuilder program(Class<?> main, String classPath, Path... folders) {
        List<String> elements = new ArrayList<>();
        for (Path folder : folders) {
            elements.add(folder.toString());
        }
        elements.add(Path.of("target", "classes").toString());
        elements.add(classPath);
        return new ProcessBuilder(
                java(),
                "-classpath",
                String.join(File.pathSeparator, elements),
                main.getName(),
                "--spring.main.banner-mode=off");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
