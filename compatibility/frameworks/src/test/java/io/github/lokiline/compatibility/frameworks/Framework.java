package io.github.lokiline.compatibility.frameworks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A framework with a page of its own, and how its application is started. */
enum Framework {
    DROPWIZARD("Orders server orders.yml"),
    HELIDON("Orders"),
    JAVALIN("Orders"),
    MICRONAUT("com.acme.Orders"),
    TOMCAT(TomcatProgram.class.getName()),
    VERTX("Orders");

    private final String command;

    Framework(String command) {
        this.command = command;
    }

    /** Returns the main class, and its arguments. */
    List<String> command() {
        return List.of(command.split(" ", -1));
    }

    /** Returns the name of its page, and of the folder whose pom has its dependencies. */
    String page() {
        return name().toLowerCase(Locale.ROOT);
    }

    String classPath() throws IOException {
        return Files.readString(Path.of(page(), "target", "class-path.txt"));
    }

    boolean runsOnThisJava() {
        return this != HELIDON || Runtime.version().feature() >= 21;
    }
}
