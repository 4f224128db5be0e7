package io.github.lokiline.json.internal.redact;

/** A range of a text in one number, so that a search allocates nothing: start above, end below. Stateless. */
final class MatchSpan {
    static final long NONE = -1;

    private MatchSpan() {}

    static long of(int start, int end) {
        return (long) start << Integer.SIZE | end;
    }

    static int start(long span) {
        return (int) (span >>> Integer.SIZE);
    }

    static int end(long span) {
        return (int) span;
    }
}
