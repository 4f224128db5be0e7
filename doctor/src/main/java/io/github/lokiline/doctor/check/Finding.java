package io.github.lokiline.doctor.check;

/**
 * What one check found. Immutable.
 *
 * @param verdict how it came out
 * @param saw what was seen, in one line
 * @param wayOut what to do about it; empty when there is nothing to do
 */
public record Finding(CheckStatus verdict, String saw, String wayOut) {

    public static Finding ok(String saw) {
        return new Finding(CheckStatus.OK, saw, "");
    }

    public static Finding warn(String saw, String wayOut) {
        return new Finding(CheckStatus.WARN, saw, wayOut);
    }

    static Finding fail(String saw, String wayOut) {
        return new Finding(CheckStatus.FAIL, saw, wayOut);
    }

    static Finding skipped(String why) {
        return new Finding(CheckStatus.SKIPPED, why, "");
    }

    boolean isFailure() {
        return verdict == CheckStatus.FAIL;
    }
}
