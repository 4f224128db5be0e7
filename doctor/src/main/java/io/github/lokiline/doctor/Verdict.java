package io.github.lokiline.doctor;

/** How a check came out. Immutable. */
enum Verdict {
    OK("ok"),
    WARN("warn"),
    FAIL("FAIL"),
    SKIPPED("skipped");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
