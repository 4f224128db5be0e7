package io.github.lokiline.doctor;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

/** All checks of one appender, in the order of a line's way. Owned by one thread. */
final class Examination {

    private static final List<Check> CHECKS = List.of(
            new SpoolRoom(),
            new NameResolution(),
            new TcpConnection(),
            new TlsHandshake(),
            new ServerKind(),
            new Access(),
            new ClockDifference(),
            new LimitsFit(),
            new PushOneLine(),
            new ReadBack());

    private final Target target;
    private final Options options;
    private final Report report;

    Examination(Target target, Options options, Report report) {
        this.target = target;
        this.options = options;
        this.report = report;
    }

    /** Prints as it goes; whether no check failed. */
    boolean isWell() throws WrongUsage {
        try (Http http = new Http(target)) {
            return isWell(new Visit(target, options, http));
        } catch (GeneralSecurityException | IOException e) {
            throw new WrongUsage("key stores cannot be used (" + Trouble.text(e)
                    + "); check trustStore, keyStore and their passwords");
        }
    }

    private boolean isWell(Visit visit) {
        boolean well = true;
        boolean warned = false;
        String broken = "";
        for (Check check : CHECKS) {
            Finding finding = broken.isEmpty() ? check.examine(visit) : Finding.skipped("needs what failed: " + broken);
            report.line(check.name(), finding);
            warned |= finding.verdict() == Verdict.WARN;
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
