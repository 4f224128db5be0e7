package io.github.lokiline.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a line has beside its built-in fields: defaults, static fields, properties of the logging context, the
 * diagnostic context, key-values, arguments, markers, in this order. Thread-safe.
 *
 * <p>Where two have the same name, the last one's value stands at the first one's place, as in python-json-logger, unless
 * the rules say otherwise. Clashes are rare, so all is written at once; the first clash found takes it back and goes the
 * slow way, through {@link Members}.
 *
 * @param <E> the framework's event
 */
final class Extras<E> {
    private final List<ExtraSource<E>> sources;
    private final ExtraSources<E> all;
    private final ExtraWriter writer;
    private final ExtraRules rules;

    /**
     * Extras from these sources.
     *
     * @param all the sources
     * @param writer writes one extra
     * @param rules how many there may be, and what becomes of equal names
     */
    Extras(ExtraSources<E> all, ExtraWriter writer, ExtraRules rules) {
        this.sources = all.inLine();
        this.all = all;
        this.writer = writer;
        this.rules = rules;
    }

    int constantBytes() {
        return all.constantBytes();
    }

    /**
     * Writes up to the writer's limit, which stays as it is.
     *
     * @return what kept some of them from being written; null when all are
     */
    @Nullable
    Throwable write(E event, LineWriter out) {
        int mark = out.position();
        int end = out.limit();
        boolean wasCut = out.isCut();
        int failed = out.scratch().failedValues();
        Throwable failure = null;
        if (!isWritten(event, out, end)) {
            out.scratch().leave(0);
            out.scratch().failedValues(failed);
            out.rollback(mark, wasCut);
            failure = writeMerged(event, out, end);
        }
        out.limit(end);
        return failure;
    }

    /** The value under a key, wherever it comes from, also from a source that is off; null when there is none. */
    @Nullable
    Object find(E event, String key, Scratch scratch) {
        Object found = find(event, key, all.chosen(), scratch);
        return found == null ? find(event, key, all.everywhere(), scratch) : found;
    }

    private @Nullable Object find(E event, String key, List<ExtraSource<E>> among, Scratch scratch) {
        boolean first = rules.duplicates() != Duplicates.LAST;
        for (int i = 0; i < among.size(); i++) {
            ExtraSource<E> source = among.get(first ? i : among.size() - 1 - i);
            Object found = source.find(event, key, first, scratch);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private boolean isWritten(E event, LineWriter out, int end) {
        try {
            return writeSimply(event, out, end);
        } catch (Throwable failure) {
            // The event's own code ran; the slow way asks source by source and tells what is left of it.
            return false;
        }
    }

    private boolean writeSimply(E event, LineWriter out, int end) {
        Scratch scratch = out.scratch();
        int objects = all.objects();
        for (int i = 0; i < objects; i++) {
            scratch.taken(i).clear();
        }
        TakenNames ofLine = scratch.taken(0);
        for (int i = 0; i < sources.size(); i++) {
            if (!sources.get(i).write(event, out, end, ofLine)) {
                return false;
            }
        }
        int size = 0;
        int moved = 0;
        for (int i = 0; i < objects; i++) {
            size += scratch.taken(i).size();
            moved += scratch.taken(i).moved();
        }
        if (size > rules.most()) {
            return false;
        }
        scratch.movedFields(moved);
        return true;
    }

    private @Nullable Throwable writeMerged(E event, LineWriter out, int end) {
        Members.Tally tally = new Members.Tally(rules);
        Members members = Members.ofLine(all.builtIn(), tally);
        for (ExtraSource<E> source : sources) {
            members.take(source, event, out.scratch());
        }
        members.write(writer, out, end);
        out.scratch().movedFields(tally.moved());
        if (tally.leftOut()) {
            out.markCut();
        }
        return tally.failure();
    }
}
