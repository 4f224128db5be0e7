package io.github.lokiline.doctor;

/**
 * What one check found. Immutable.
 *
 * @param verdict how it came out
 * @param saw what was seen, in one line
 * @param wayOut what to do about it; empty when there is nothing to do
 */
record Finding(Verdict verdict, String saw, String wayOut) {

    static Finding ok(String saw) {
        return new Finding(Verdict.OK, saw, "");
    }

    static Finding warn(String saw, String wayOut) {
        return new Finding(Verdict.WARN, saw, wayOut);
    }

    static Finding fail(String saw, String wayOut) {
        return new Finding(Verdict.FAIL, saw, wayOut);
    }

    static Finding skipped(String why) {
        return new Finding(Verdict.SKIPPED, why, "");
    }

    boolean isFailure() {
        return verdict == Verdict.FAIL;
    }
}
