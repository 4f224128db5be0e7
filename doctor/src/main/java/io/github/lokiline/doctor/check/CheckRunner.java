package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.config.Options;
import io.github.lokiline.doctor.config.Target;
import io.github.lokiline.doctor.config.UsageException;
import io.github.lokiline.doctor.server.FailureText;
import io.github.lokiline.doctor.server.ServerProbe;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

/** Runs all checks of one appender, in the order of a line's way. Owned by one thread. */
public final class CheckRunner {

    private static final List<Check> CHECKS = List.of(
            new SpoolDirectoryCheck(),
            new NameResolutionCheck(),
            new TcpConnectionCheck(),
            new TlsHandshakeCheck(),
            new ServerKindCheck(),
            new AccessCheck(),
            new ClockCheck(),
            new LimitsCheck(),
            new PushCheck(),
            new ReadBackCheck());

    private final Target target;
    private final Options options;
    private final Report report;

    public CheckRunner(Target target, Options options, Report report) {
        this.target = target;
        this.options = options;
        this.report = report;
    }

    /** Runs the checks and prints each result; returns whether none failed. */
    public boolean run() throws UsageException {
        try (ServerProbe http = new ServerProbe(target)) {
            return run(new CheckContext(target, options, http));
        } catch (GeneralSecurityException | IOException e) {
            throw new UsageException("the key stores cannot be used (" + FailureText.text(e)
                    + "); check trustStore, keyStore and their passwords");
        }
    }

    private boolean run(CheckContext context) {
        boolean passed = true;
        boolean hasWarnings = false;
        String failedPrerequisite = "";
        for (Check check : CHECKS) {
            Finding finding = failedPrerequisite.isEmpty()
                    ? check.examine(context)
                    : Finding.skipped("depends on a failed check: " + failedPrerequisite);
            report.line(check.name(), finding);
            hasWarnings |= finding.status() == CheckStatus.WARN;
            if (finding.isFailure()) {
                passed = false;
                failedPrerequisite = check.isPrerequisite() ? check.name() : failedPrerequisite;
            }
        }
        report.print(
                passed
                        ? "All checks passed" + (hasWarnings ? ", with warnings." : ".")
                        : "Problems found: correct the failed checks from top to bottom.");
        if (context.pushed() != null) {
            report.print("In Grafana (Explore, Loki): " + context.query());
        }
        return passed;
    }
}
