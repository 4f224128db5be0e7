package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.config.ExtraFieldsConfig;
import io.github.lokiline.json.internal.config.Omission;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the additional fields of a line: static fields, properties of the logging context, the diagnostic context,
 * key-values, arguments, markers, in this order. Thread-safe.
 *
 * <p>If two have the same name, the last one's value takes the first one's place, as in python-json-logger, unless the
 * configuration says otherwise. Clashes are rare, so all fields are written at once; the first clash rolls them back, and
 * they are written the slow way, through {@link MergedFields}.
 */
public final class ExtraFieldsWriter<E> {
    private final FieldSourcesFactory.Sources<E> all;
    private final List<FieldSource<E>> sources;
    private final byte[] statics;
    private final ExtraFieldsConfig config;
    private final int most;
    private final ValueWriter values;
    private final int valueBytes;
    private final Omission omission;

    public ExtraFieldsWriter(
            FieldSourcesFactory.Sources<E> all, ExtraFieldsConfig config, ValueWriter values, int valueBytes) {
        this.all = all;
        this.sources = all.inLine();
        this.statics = encoded(all.statics(), values);
        this.config = config;
        this.most = config.most();
        this.values = values;
        this.valueBytes = valueBytes;
        this.omission = config.omission().ofExtras();
    }

    /** Returns the bytes that static fields take in each line. */
    public int constantBytes() {
        return statics.length;
    }

    /**
     * Writes the fields up to the writer's limit, which stays as it is.
     *
     * @return the failure that kept some of them from being written; null if all are
     */
    public @Nullable Throwable write(E event, Utf8JsonWriter out) {
        LineState state = out.scratch();
        DirectFields fields = state.fields();
        int mark = out.position();
        int end = out.limit();
        boolean wasCut = out.isCut();
        int failed = state.failedValues();
        Throwable failure = null;
        fields.begin(values, omission, valueBytes, end);
        if (isWritten(event, out, fields)) {
            state.movedFields(fields.moved());
        } else {
            state.leave(0);
            state.failedValues(failed);
            out.rollback(mark, wasCut);
            fields.begin(values, omission, valueBytes, end);
            failure = writeMerged(event, out, fields);
        }
        out.limit(end);
        return failure;
    }

    /** Returns the value under a key from any source, even one that is off; null if there is none. */
    public @Nullable Object find(E event, String key, LineState state) {
        for (FieldSource<E> source : all.lookups()) {
            Object found = source.find(event, key, !config.showsLast(), state);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private boolean isWritten(E event, Utf8JsonWriter out, DirectFields fields) {
        try {
            if (statics.length > 0) {
                out.member(statics);
            }
            for (int i = 0; i < sources.size() && !fields.isClashing(); i++) {
                sources.get(i).emit(event, out.scratch(), fields);
            }
            return !fields.isClashing() && fields.count() <= most;
        } catch (Throwable failure) {
            // The event's own code ran; the slow way asks source by source and reports the failure.
            return false;
        }
    }

    private @Nullable Throwable writeMerged(E event, Utf8JsonWriter out, DirectFields fields) {
        MergedFields.Tally tally = new MergedFields.Tally(config);
        MergedFields merged = new MergedFields(all.builtIn(), out.scratch(), tally);
        all.statics().forEach(merged::addStatic);
        for (FieldSource<E> source : sources) {
            merged.take(source, event);
        }
        merged.write(fields);
        out.scratch().movedFields(tally.moved());
        if (tally.leftOut()) {
            out.markCut();
        }
        return tally.failure();
    }

    private static byte[] encoded(Map<FieldName, @Nullable Object> statics, ValueWriter values) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.put(' ');
        statics.forEach((name, value) -> values.write(name, value, out));
        byte[] bytes = AsciiConstants.written(out);
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }
}
