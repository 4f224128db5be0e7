package io.github.lokiline.doctor.check;

/** The result of a check. Immutable. */
enum CheckStatus {
    OK("ok"),
    WARN("warn"),
    FAIL("FAIL"),
    SKIPPED("skipped");

    private final String label;

    CheckStatus(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
