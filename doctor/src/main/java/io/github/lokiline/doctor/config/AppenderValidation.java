package io.github.lokiline.doctor.config;

import io.github.lokiline.logback.loki.LokiAppender;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts an appender to collect the errors of its properties, and stops it at once. Owned by one thread.
 *
 * <p>An appender connects only when it has something to send, so there is no connection here. The spool directory is
 * unset first, because the appender would otherwise deliver what the application has left there. So is a dead letter file
 * that does not exist yet: created here, it would belong to the doctor's user, and the application could not write it.
 */
public final class AppenderValidation {

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("url", "LOKI_URL"),
            Map.entry("enabled", "LOKI_ENABLED"),
            Map.entry("tenantId", "LOKI_TENANT"),
            Map.entry("username", "LOKI_USERNAME"),
            Map.entry("password", "LOKI_PASSWORD"),
            Map.entry("bearerToken", "LOKI_TOKEN"),
            Map.entry("labels", "LOKI_LABELS"),
            Map.entry("spoolDirectory", "LOKI_SPOOL_DIR"));

    private final Configuration configuration;
    private final boolean preset;

    public AppenderValidation(Configuration configuration, boolean preset) {
        this.configuration = configuration;
        this.preset = preset;
    }

    /** Starts the appender and returns its warnings. */
    public List<String> start(ConfiguredAppender found) throws UsageException {
        configuration.forgetWarnings();
        LokiAppender appender = found.appender();
        if (!found.text("spoolDirectory").contains("_IS_UNDEFINED")) {
            appender.setSpoolDirectory("");
        }
        if (isMissing(found.text("deadLetterFile"))) {
            appender.setDeadLetterFile("");
        }
        appender.start();
        boolean started = appender.isStarted();
        List<String> said = said();
        appender.stop();
        if (!started) {
            throw new UsageException(said);
        }
        return said;
    }

    private static boolean isMissing(String file) {
        try {
            return !file.contains("_IS_UNDEFINED") && Files.notExists(Path.of(file));
        } catch (InvalidPathException e) {
            return false; // the appender says so
        }
    }

    private List<String> said() {
        List<String> messages = new ArrayList<>();
        for (String warning : configuration.warnings()) {
            String variable = preset ? VARIABLES.getOrDefault(warning.split("[ :]", 2)[0], "") : "";
            messages.add(variable.isEmpty() ? warning : variable + ": " + warning);
        }
        return messages;
    }
}
