package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.config.DuplicateKeyPolicy;
import io.github.lokiline.json.internal.config.ExtraFieldsConfig;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a line has beside its built-in fields: defaults, static fields, properties of the logging context, the
 * diagnostic context, key-values, arguments, markers, in this order. Thread-safe.
 *
 * <p>Where two have the same name, the last one's value stands at the first one's place, as in python-json-logger, unless
 * the rules say otherwise. Clashes are rare, so all is written at once; the first clash found takes it back and goes the
 * slow way, through {@link MergedFields}.
 *
 * @param <E> the framework's event
 */
public final class ExtraFieldsWriter<E> {
    private final List<FieldSource<E>> sources;
    private final FieldSources<E> all;
    private final BoundedFieldWriter writer;
    private final ExtraFieldsConfig rules;

    /**
     * Extras from these sources.
     *
     * @param all the sources
     * @param writer writes one extra
     * @param rules how many there may be, and what becomes of equal names
     */
    public ExtraFieldsWriter(FieldSources<E> all, BoundedFieldWriter writer, ExtraFieldsConfig rules) {
        this.sources = all.inLine();
        this.all = all;
        this.writer = writer;
        this.rules = rules;
    }

    public int constantBytes() {
        return all.constantBytes();
    }

    /**
     * Writes up to the writer's limit, which stays as it is.
     *
     * @return what kept some of them from being written; null when all are
     */
    public @Nullable Throwable write(E event, Utf8JsonWriter out) {
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
    public @Nullable Object find(E event, String key, LineState scratch) {
        Object found = find(event, key, all.chosen(), scratch);
        return found == null ? find(event, key, all.everywhere(), scratch) : found;
    }

    private @Nullable Object find(E event, String key, List<FieldSource<E>> among, LineState scratch) {
        boolean first = rules.duplicates() != DuplicateKeyPolicy.LAST;
        for (int i = 0; i < among.size(); i++) {
            FieldSource<E> source = among.get(first ? i : among.size() - 1 - i);
            Object found = source.find(event, key, first, scratch);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private boolean isWritten(E event, Utf8JsonWriter out, int end) {
        try {
            return writeSimply(event, out, end);
        } catch (Throwable failure) {
            // The event's own code ran; the slow way asks source by source and tells what is left of it.
            return false;
        }
    }

    private boolean writeSimply(E event, Utf8JsonWriter out, int end) {
        LineState scratch = out.scratch();
        int objects = all.objects();
        for (int i = 0; i < objects; i++) {
            scratch.taken(i).clear();
        }
        UsedNames ofLine = scratch.taken(0);
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

    private @Nullable Throwable writeMerged(E event, Utf8JsonWriter out, int end) {
        MergedFields.Tally tally = new MergedFields.Tally(rules);
        MergedFields members = MergedFields.ofLine(all.builtIn(), tally);
        for (FieldSource<E> source : sources) {
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
