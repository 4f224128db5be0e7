package io.github.lokiline.doctor;

import java.io.PrintStream;
import java.util.List;

/**
 * The checklist on the screen, without secrets. Owned by one thread.
 *
 * <pre>
 *   ok       clock        within 5 s of the server's
 *   FAIL     push         appended 1 = …
 *            -> look into …
 * </pre>
 */
final class Report {

    private final PrintStream out;
    private final Secrets secrets;

    Report(PrintStream out, Secrets secrets) {
        this.out = out;
        this.secrets = secrets;
    }

    void line(String check, Finding finding) {
        print("  %-8s %-13s %s".formatted(finding.verdict().word(), check, finding.saw()));
        if (!finding.wayOut().isEmpty()) {
            print("           -> " + finding.wayOut());
        }
    }

    /** The configuration's faults, one a line. */
    void faults(List<String> messages) {
        messages.forEach(message -> line("configuration", Finding.fail(message, "")));
    }

    void print(String text) {
        out.println(secrets.mask(text));
    }
}
