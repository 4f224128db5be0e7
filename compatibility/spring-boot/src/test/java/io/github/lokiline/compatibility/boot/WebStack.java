package io.github.lokiline.compatibility.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An application that has the dependencies and the {@code application.yml} of the documentation, and nothing else of lokiline.
 *
 * @param web {@code MVC} or {@code WEBFLUX}
 * @param logging {@code LOGBACK} or {@code LOG4J}
 */
record WebStack(BootVersion boot, WebJars web, WebJars logging, boolean isTraced) {

    /** Returns half of the sixteen: together both Boots run every combination of the others. */
    static Stream<WebStack> all() {
        return IntStream.range(0, 16)
                .filter(bits -> Boolean.getBoolean("boot.web.all") || Integer.bitCount(bits) % 2 == 0)
                .mapToObj(bits -> new WebStack(
                        (bits & 1) == 0 ? BootVersion.BOOT_4 : BootVersion.BOOT_3,
                        (bits & 2) == 0 ? WebJars.MVC : WebJars.WEBFLUX,
                        (bits & 4) == 0 ? WebJars.LOGBACK : WebJars.LOG4J,
                        (bits & 8) != 0));
    }

    boolean isLog4j() {
        return logging == WebJars.LOG4J;
    }

    /** Starts it as a developer does: with a readable console. */
    BootProcess start(Path folder, String lokiUrl) throws IOException {
        Files.writeString(folder.resolve("application.yml"), Page.snippet("getting-started.md", "lokiline:"));
        Files.writeString(folder.resolve("application-dev.yml"), Page.snippet("spring-boot.md", "%kvp"));
        Files.writeString(folder.resolve("application-log4j.yml"), Page.snippet("spring-boot.md", "%notEmpty"));
        String classPath = isTraced
                ? WebJars.classPath(boot, web, logging, WebJars.TRACING)
                : WebJars.classPath(boot, web, logging);
        ProcessBuilder program = BootVersion.program(WebApplication.class, classPath, folder);
        program.command().addAll(options());
        return BootProcess.start(program, Map.of("LOKILINE_URL", lokiUrl));
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        options.add("--server.port=0");
        options.add("--spring.profiles.active=dev" + (isLog4j() ? ",log4j" : ""));
        if (!isTraced) {
            options.add("--spring.main.lazy-initialization=true");
            options.add("--spring.threads.virtual.enabled=true");
        }
        return options;
    }
}
