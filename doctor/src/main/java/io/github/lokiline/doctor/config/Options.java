package io.github.lokiline.doctor.config;

import io.github.lokiline.json.spi.PropertyParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line, read. Immutable once parsed. */
public final class Options {

    public static final String USAGE = """
            Finds out why log lines do not reach Loki: checks each step of the way, pushes one line and reads it back.

            usage: java -jar lokiline-doctor-VERSION.jar [options] [logback.xml]

            Without a file it reads what defaults.xml of logback-loki-appender reads: LOKI_URL, LOKI_TENANT,
            LOKI_USERNAME, LOKI_PASSWORD, LOKI_TOKEN, LOKI_LABELS, LOKI_APPLICATION, LOKI_JOB, LOKI_SPOOL_DIR.
            With one, each LokiAppender in it; variables in it come from the environment and from -D.

              --appender NAME    check this appender of the file only
              --tenant NAME      the tenant to check, where tenantId differs by event
              --query-url URL    where to read the line back, when that is not where lines are pushed to
              --no-read-back     do not read it back: the credentials may only write
              --patience TIME    how long to wait until the line can be read; 20 s by default
              --help             show this

            Exit code: 0 all well (maybe with warnings), 1 a check failed, 2 wrong usage or configuration.
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

    private void take(String word, Iterator<String> more) throws UsageException {
        switch (word) {
            case "--help", "-h" -> help = true;
            case "--no-read-back" -> readBack = false;
            case "--appender" -> appender = value(word, more);
            case "--tenant" -> tenant = value(word, more);
            case "--query-url" -> queryUrl = value(word, more);
            case "--patience" -> patience = duration(value(word, more));
            default -> file = file(word);
        }
    }

    private Path file(String word) throws UsageException {
        if (word.startsWith("-")) {
            throw new UsageException("there is no option " + word.replaceFirst("=.*", "") + "; --help lists them");
        }
        if (file != null) {
            throw new UsageException("one file at a time, not " + file + " and " + word);
        }
        return Path.of(word);
    }

    private static String value(String option, Iterator<String> more) throws UsageException {
        if (!more.hasNext()) {
            throw new UsageException(option + " needs a value; --help shows it");
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
