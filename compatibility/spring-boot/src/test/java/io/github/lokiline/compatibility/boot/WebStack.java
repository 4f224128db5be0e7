package io.github.lokiline.compatibility.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Spring Boot's versions and its kinds of web application, each with and without tracing. */
enum WebStack {
    BOOT_4_MVC(BootVersion.BOOT_4, "mvc", false),
    BOOT_4_MVC_TRACING(BootVersion.BOOT_4, "mvc-tracing", true),
    BOOT_4_WEBFLUX(BootVersion.BOOT_4, "webflux", false),
    BOOT_4_WEBFLUX_TRACING(BootVersion.BOOT_4, "webflux-tracing", true),
    BOOT_3_MVC(BootVersion.BOOT_3, "mvc", false),
    BOOT_3_MVC_TRACING(BootVersion.BOOT_3, "mvc-tracing", true),
    BOOT_3_WEBFLUX(BootVersion.BOOT_3, "webflux", false),
    BOOT_3_WEBFLUX_TRACING(BootVersion.BOOT_3, "webflux-tracing", true);

    private final BootVersion boot;
    private final String kind;
    private final boolean traced;

    WebStack(BootVersion boot, String kind, boolean traced) {
        this.boot = boot;
        this.kind = kind;
        this.traced = traced;
    }

    boolean isTraced() {
        return traced;
    }

    BootProcess start(String lokiUrl) throws IOException {
        Path development = Path.of("src", "test", "resources", "development");
        ProcessBuilder program = boot.program(WebApplication.class, "-web", kind + ".txt", development);
        program.command().add("--server.port=0");
        return BootProcess.start(program, Map.of("LOKILINE_URL", lokiUrl));
    }
}
