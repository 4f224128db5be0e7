package io.github.lokiline.doctor.config;

import io.github.lokiline.json.spi.PropertyParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parsed command line. Immutable once parsed. */
public final class Options {

    public static final String USAGE = """
            Diagnoses why log lines do not reach Loki: checks each step, pushes one line and queries it.

            usage: java -jar lokiline-doctor-VERSION.jar [options] [logback.xml]

            Without a file it reads the variables of defaults.xml: LOKI_URL, LOKI_TENANT,
            LOKI_USERNAME, LOKI_PASSWORD, LOKI_TOKEN, LOKI_LABELS, LOKI_APPLICATION, LOKI_JOB, LOKI_SPOOL_DIR.
            With a file it checks each LokiAppender in it; variables are taken from the environment and from -D.

              --appender NAME    check this appender of the file only
              --tenant NAME      the tenant to check, if tenantId depends on the event
              --query-url URL    the url for queries, if it differs from that of pushes
              --no-read-back     do not query the line, for credentials that only allow pushes
              --patience TIME    how long to wait for the line to be found; 20 s by default
              --help             show this help

            Exit code: 0 all checks passed (possibly with warnings), 1 a check failed, 2 invalid usage or configuration.
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private boolean help;
    private boolean readBack = true;
    private @Nullable Path file;
    private @Nullable String appender;
    private @Nullable String tenant;
    private @Nullable String queryUrl;
    private Duration patience = PATIENCE;

    private Options() {}

    public static Options parse(String... args) throws UsageException {
        Options options = new Options();
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            options.take(words.next(), words);
        }
        return options;
    }

    private void take(String argument, Iterator<String> more) throws UsageException {
        switch (argument) {
            case "--help", "-h" -> help = true;
            case "--no-read-back" -> readBack = false;
            case "--appender" -> appender = value(argument, more);
            case "--tenant" -> tenant = value(argument, more);
            case "--query-url" -> queryUrl = value(argument, more);
            case "--patience" -> patience = duration(value(argument, more));
            default -> file = file(argument);
        }
    }

    private Path file(String argument) throws UsageException {
        if (argument.startsWith("-")) {
            throw new UsageException("unknown option " + argument.replaceFirst("=.*", "") + "; --help lists them");
        }
        if (file != null) {
            throw new UsageException("more than one file: " + file + " and " + argument);
        }
        return Path.of(argument);
    }

    private static String value(String option, Iterator<String> more) throws UsageException {
        if (!more.hasNext()) {
            throw new UsageException(option + " requires a value; see --help");
        }
        return more.next();
    }

    private static Duration duration(String text) throws UsageException {
        PropertyParser settings = new PropertyParser();
        Duration value = settings.duration("--patience", text, PATIENCE, Duration.ZERO, Duration.ofHours(1));
        if (!settings.faults().isEmpty()) {
            throw new UsageException(settings.faults().get(0));
        }
        return value;
    }

    public boolean help() {
        return help;
    }

    public boolean readBack() {
        return readBack;
    }

    public @Nullable Path file() {
        return file;
    }

    public @Nullable String appender() {
        return appender;
    }

    @Nullable
    String tenant() {
        return tenant;
    }

    public @Nullable String queryUrl() {
        return queryUrl;
    }

    public Duration patience() {
        return patience;
    }
}
