package io.github.lokiline.doctor.check;

/** How a check came out. Immutable. */
enum CheckStatus {
    OK("ok"),
    WARN("warn"),
    FAIL("FAIL"),
    SKIPPED("skipped");

    private final String word;

    CheckStatus(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
