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

/** The program: reads a configuration, examines each appender in it, prints a checklist. Owned by the main thread. */
public final class Doctor {

    static final int WELL = 0;
    static final int ILL = 1;
    static final int WRONG_USAGE = 2;

    /** Held, for the JDK forgets a logger's level with the logger. */
    private static final Logger ROOT = Logger.getLogger("");

    private final PrintStream out;
    private final Map<String, String> variables;
    private final SecretMask secrets = new SecretMask();

    Doctor(PrintStream out, Map<String, String> variables) {
        this.out = out;
        this.variables = variables;
    }

    /** Exits with 0 when all is well, 1 when a check failed, 2 when there was nothing that could be checked. */
    public static void main(String... args) {
        // The checklist is all there is to read: what a library logs would be in its way.
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
                return WELL;
            }
            return examine(options, report) ? WELL : ILL;
        } catch (UsageException e) {
            report.faults(e.messages());
            return WRONG_USAGE;
        } catch (RuntimeException | LinkageError e) {
            report.print("The doctor itself has failed: " + e + List.of(e.getStackTrace()));
            return ILL;
        }
    }

    private boolean examine(Options options, Report report) throws UsageException {
        Path file = options.file();
        if (options.queryUrl() != null) {
            Target.tell(options.queryUrl(), secrets);
        }
        Configuration configuration = Configuration.read(file, variables);
        List<ConfiguredAppender> appenders = chosen(configuration, options);
        appenders.forEach(appender -> tell(appender, secrets));
        // First: what keeps an encoder from starting keeps the appender, too, which then says no more than that.
        configuration.warnings().forEach(warning -> report.line("configuration", Finding.warn(warning, "")));
        List<Target> targets = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        AppenderValidation trial = new AppenderValidation(configuration, file == null);
        for (ConfiguredAppender appender : appenders) {
            List<String> said = trial.start(appender);
            targets.add(Target.of(appender, options));
            findings.add(configured(appender, said));
        }
        targets.forEach(target -> target.tell(secrets));
        return examine(targets, findings, options, report);
    }

    private static boolean examine(List<Target> targets, List<Finding> configured, Options options, Report report)
            throws UsageException {
        boolean well = true;
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            report.print("Appender " + target.name() + ": " + target.shown());
            report.line("configuration", configured.get(i));
            well &= new CheckRunner(target, options, report).isWell();
        }
        return well;
    }

    private static Finding configured(ConfiguredAppender appender, List<String> said) {
        if (!appender.isReferenced()) {
            return Finding.warn("no logger has an appender-ref to it: Logback leaves it out", "add one");
        }
        return said.isEmpty()
                ? Finding.ok("the appender starts with it")
                : Finding.warn("the appender starts, and says: " + String.join("; ", said), "");
    }

    private static List<ConfiguredAppender> chosen(Configuration configuration, Options options) throws UsageException {
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
                            ? "LOKI_URL is not set: nothing is delivered; set it, as in LOKI_URL=http://localhost:3100"
                            : (file == null ? "LOKI_ENABLED" : "enabled")
                                    + " is false: nothing is delivered; set it to true, or leave it out");
        }
        return enabled;
    }

    private static List<String> noAppender(Configuration configuration, @Nullable Path file, @Nullable String name) {
        List<String> messages = new ArrayList<>(configuration.warnings());
        messages.add(file + ": no appender of class io.github.lokiline.logback.loki.LokiAppender"
                + (name == null ? "" : " named " + name) + " in it; within <sift> none is looked for");
        return messages;
    }

    /** Before anything of it can be said: faults may quote what they complain of. */
    private static void tell(ConfiguredAppender appender, SecretMask secrets) {
        for (String property : List.of("password", "bearerToken", "trustStorePassword", "keyStorePassword")) {
            secrets.add(appender.text(property));
        }
        appender.headers()
                .forEach(header ->
                        secrets.add(header.substring(header.indexOf(':') + 1).strip()));
        Target.tell(appender.text("url"), secrets);
    }
}
