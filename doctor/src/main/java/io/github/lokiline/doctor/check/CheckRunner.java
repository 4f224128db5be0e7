package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.config.Options;
import io.github.lokiline.doctor.config.Target;
import io.github.lokiline.doctor.config.UsageException;
import io.github.lokiline.doctor.server.FailureText;
import io.github.lokiline.doctor.server.ServerProbe;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

/** All checks of one appender, in the order of a line's way. Owned by one thread. */
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

    /** Prints as it goes; whether no check failed. */
    public boolean isWell() throws UsageException {
        try (ServerProbe http = new ServerProbe(target)) {
            return isWell(new CheckContext(target, options, http));
        } catch (GeneralSecurityException | IOException e) {
            throw new UsageException("key stores cannot be used (" + FailureText.text(e)
                    + "); check trustStore, keyStore and their passwords");
        }
    }

    private boolean isWell(CheckContext visit) {
        boolean well = true;
        boolean warned = false;
        String broken = "";
        for (Check check : CHECKS) {
            Finding finding = broken.isEmpty() ? check.examine(visit) : Finding.skipped("needs what failed: " + broken);
            report.line(check.name(), finding);
            warned |= finding.verdict() == CheckStatus.WARN;
            if (finding.isFailure()) {
                well = false;
                broken = check.isNeeded() ? check.name() : broken;
            }
        }
        report.print(
                well ? "All well" + (warned ? ", with warnings." : ".") : "Not well: mend what FAILs from the top.");
        if (visit.pushed() != null) {
            report.print("In Grafana (Explore, Loki): " + visit.query());
        }
        return well;
    }
}
