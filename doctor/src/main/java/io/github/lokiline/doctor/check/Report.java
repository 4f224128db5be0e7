package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.config.SecretMask;
import java.io.PrintStream;
import java.util.List;

/**
 * The printed checklist, without secrets. Owned by one thread.
 *
 * <pre>
 *   ok       clock        within 5 s of the server's
 *   FAIL     push         appended 1 = …
 *            -> look into …
 * </pre>
 */
public final class Report {

    private final PrintStream out;
    private final SecretMask secrets;

    public Report(PrintStream out, SecretMask secrets) {
        this.out = out;
        this.secrets = secrets;
    }

    public void line(String check, Finding finding) {
        print("  %-8s %-13s %s".formatted(finding.status().label(), check, finding.observation()));
        if (!finding.remedy().isEmpty()) {
            print("           -> " + finding.remedy());
        }
    }

    /** Prints the configuration's errors, one per line. */
    public void errors(List<String> messages) {
        messages.forEach(message -> line("configuration", Finding.fail(message, "")));
    }

    public void print(String text) {
        out.println(secrets.mask(text));
    }
}
