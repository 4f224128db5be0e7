package io.github.lokiline.compatibility.boot;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that the kinds of web applications do not share. */
enum WebJars {
    LOGBACK("logback-classic", "logback-core", "log4j-to-slf4j"),
    LOG4J("log4j-core", "log4j-slf4j2-impl", "log4j-jul", "lokiline-log4j2-plugin", "log4j2-plugin"),
    MVC("spring-webmvc", "tomcat-embed-core", "tomcat-embed-el", "tomcat-embed-websocket"),
    WEBFLUX("spring-webflux", "reactor-core", "reactor-netty-http", "reactor-netty-core"),
    TRACING(
            "micrometer-tracing",
            "micrometer-tracing-bridge-brave",
            "brave",
            "brave-context-slf4j",
            "brave-instrumentation-http"),
    DEVELOPMENT("spring-boot-devtools", "spring-cloud-context");

    private final Pattern jar;

    /** A module of this build is a folder as long as it is not packaged. */
    WebJars(String... artifacts) {
        this.jar = Pattern.compile(".*/(" + String.join("|", artifacts) + ")(-\\d[^/]*\\.jar|/target/classes)");
    }

    /** Returns the class path of an application that has these jars of all kinds. */
    static String classPath(BootVersion boot, WebJars... kinds) throws IOException {
        List<WebJars> others = Stream.of(values())
                .filter(kind -> !List.of(kinds).contains(kind))
                .toList();
        return Stream.of(boot.classPath("-web", "class-path.txt").split(File.pathSeparator, -1))
                .filter(path -> others.stream()
                        .noneMatch(other -> other.jar.matcher(path).matches()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
