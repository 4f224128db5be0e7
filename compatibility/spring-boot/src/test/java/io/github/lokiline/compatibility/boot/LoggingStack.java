package io.github.lokiline.compatibility.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Spring Boot's versions, each with Logback and with Log4j in its place. */
enum LoggingStack {
    BOOT_4_LOGBACK(BootVersion.BOOT_4, "", "class-path.txt"),
    BOOT_4_LOG4J(BootVersion.BOOT_4, "-web", "log4j2.txt"),
    BOOT_3_LOGBACK(BootVersion.BOOT_3, "", "class-path.txt"),
    BOOT_3_LOG4J(BootVersion.BOOT_3, "-web", "log4j2.txt");

    private final BootVersion boot;
    private final String kind;
    private final String classPath;

    LoggingStack(BootVersion boot, String kind, String classPath) {
        this.boot = boot;
        this.kind = kind;
        this.classPath = classPath;
    }

    /** Starts the application without a configuration of its own. */
    BootProcess start(Path nothing, Map<String, String> environment) throws IOException {
        ProcessBuilder program = boot.program(Application.class, kind, classPath, nothing);
        program.command().add("--spring.main.web-application-type=none");
        return BootProcess.start(program, environment);
    }
}
