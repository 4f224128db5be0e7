package io.github.lokiline.doctor;

import io.github.lokiline.doctor.check.CheckRunner;
import io.github.lokiline.doctor.check.Finding;
import io.github.lokiline.doctor.check.Report;
import io.github.lokiline.doctor.config.AppenderValidation;
import io.github.lokiline.doctor.config.Configuration;
import io.github.lokiline.doctor.config.ConfiguredAppender;
import io.github.lokiline.doctor.config.Options;
import io.github.lokiline.doctor.config.SecretMask;
import io.github.lokiline.doctor.config.Target;
import io.github.lokiline.doctor.config.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The program: reads a configuration, checks each appender in it, and prints a checklist. Runs on the main thread. */
public final class Doctor {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    /** Kept in a field, because the JDK drops a logger's level together with an unreferenced logger. */
    private static final Logger ROOT = Logger.getLogger("");

    private final PrintStream out;
    private final Map<String, String> variables;
    private final SecretMask secrets = new SecretMask();

    Doctor(PrintStream out, Map<String, String> variables) {
        this.out = out;
        this.variables = variables;
    }

    /** Exits with 0 if all checks pass, 1 if a check failed, 2 if nothing could be checked. */
    public static void main(String... args) {
        // Log output of libraries would disturb the checklist.
        ROOT.setLevel(Level.OFF);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(new Doctor(out, Map.of()).run(args));
    }

    int run(String... args) {
        Report report = new Report(out, secrets);
        try {
            Options options = Options.parse(args);
            if (options.help()) {
                report.print(Options.USAGE.stripTrailing());
                return PASSED;
            }
            return examine(options, report) ? PASSED : FAILED;
        } catch (UsageException e) {
            report.errors(e.messages());
            return WRONG_USAGE;
        } catch (RuntimeException | LinkageError e) {
            report.print("The doctor failed with an internal error: " + e + List.of(e.getStackTrace()));
            return FAILED;
        }
    }

    private boolean examine(Options options, Report report) throws UsageException {
        Path file = options.file();
        if (options.queryUrl() != null) {
            Target.registerSecrets(options.queryUrl(), secrets);
        }
        Configuration configuration = Configuration.read(file, variables);
        List<ConfiguredAppender> appenders = selected(configuration, options);
        appenders.forEach(appender -> registerSecrets(appender, secrets));
        // First, because an encoder that does not start stops the appender too, whose message then does not name the
        // cause.
        configuration.warnings().forEach(warning -> report.line("configuration", Finding.warn(warning, "")));
        List<Target> targets = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        AppenderValidation validation = new AppenderValidation(configuration, file == null);
        for (ConfiguredAppender appender : appenders) {
            List<String> warnings = validation.start(appender);
            targets.add(Target.of(appender, options));
            findings.add(configured(appender, warnings));
        }
        targets.forEach(target -> target.registerSecrets(secrets));
        return examine(targets, findings, options, report);
    }

    private static boolean examine(List<Target> targets, List<Finding> configured, Options options, Report report)
            throws UsageException {
        boolean passed = true;
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            report.print("Appender " + target.name() + ": " + target.displayUrl());
            report.line("configuration", configured.get(i));
            passed &= new CheckRunner(target, options, report).run();
        }
        return passed;
    }

    private static Finding configured(ConfiguredAppender appender, List<String> warnings) {
        if (!appender.isReferenced()) {
            return Finding.warn("no logger has an appender-ref to it, so Logback ignores it", "add one");
        }
        return warnings.isEmpty()
                ? Finding.ok("valid; the appender starts")
                : Finding.warn("the appender starts with a warning: " + String.join("; ", warnings), "");
    }

    private static List<ConfiguredAppender> selected(Configuration configuration, Options options)
            throws UsageException {
        Path file = options.file();
        String name = options.appender();
        List<ConfiguredAppender> named = configuration.appenders().stream()
                .filter(appender -> name == null || name.equals(appender.name()))
                .toList();
        if (named.isEmpty()) {
            throw new UsageException(noAppender(configuration, file, name));
        }
        List<ConfiguredAppender> enabled = named.stream()
                .filter(appender -> !appender.text("enabled").equalsIgnoreCase("false"))
                .toList();
        if (enabled.isEmpty()) {
            throw new UsageException(
                    file == null && named.get(0).text("url").isEmpty()
                            ? "LOKI_URL is not set: nothing is delivered;"
                                    + " set it, for example LOKI_URL=http://localhost:3100"
                            : (file == null ? "LOKI_ENABLED" : "enabled")
                                    + " is false: nothing is delivered; set it to true or remove it");
        }
        return enabled;
    }

    private static List<String> noAppender(Configuration configuration, @Nullable Path file, @Nullable String name) {
        List<String> messages = new ArrayList<>(configuration.warnings());
        messages.add(file + ": no appender of class io.github.lokiline.logback.loki.LokiAppender"
                + (name == null ? "" : " named " + name) + ", not counting those within <sift>");
        return messages;
    }

    /** Registers the secrets before anything is printed, because errors may quote values. */
    private static void registerSecrets(ConfiguredAppender appender, SecretMask secrets) {
        for (String property : List.of(
                "password",
                "bearerToken",
                "oauthClientSecret",
                "trustStorePassword",
                "keyStorePassword",
                "proxyPassword")) {
            secrets.add(appender.text(property));
        }
        appender.headers()
                .forEach(header ->
                        secrets.add(header.substring(header.indexOf(':') + 1).strip()));
        Target.registerSecrets(appender.text("url"), secrets);
        Target.registerSecrets(appender.text("proxy"), secrets);
    }
}
