package io.github.lokiline.compatibility.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Spring Boot's versions, each with Logback and with Log4j in its place. */
enum LoggingStack {
    BOOT_4_LOGBACK(BootVersion.BOOT_4, false),
    BOOT_4_LOG4J(BootVersion.BOOT_4, true),
    BOOT_3_LOGBACK(BootVersion.BOOT_3, false),
    BOOT_3_LOG4J(BootVersion.BOOT_3, true);

    private final BootVersion boot;
    private final boolean isLog4j;

    LoggingStack(BootVersion boot, boolean isLog4j) {
        this.boot = boot;
        this.isLog4j = isLog4j;
    }

    /** Starts the application without a configuration of its own. */
    BootProcess start(Path nothing, Map<String, String> environment) throws IOException {
        String classPath =
                isLog4j ? WebJars.classPath(boot, WebJars.LOG4J, WebJars.MVC) : boot.classPath("", "class-path.txt");
        ProcessBuilder program = BootVersion.program(Application.class, classPath, nothing);
        program.command().add(BootVersion.NAME);
        program.command().add("--spring.main.web-application-type=none");
        return BootProcess.start(program, environment);
    }
}
