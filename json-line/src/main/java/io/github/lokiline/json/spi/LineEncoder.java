package io.github.lokiline.json.spi;

import io.github.lokiline.json.LinePostProcessor;
import io.github.lokiline.json.internal.config.DuplicateKeyPolicy;
import io.github.lokiline.json.internal.config.EncoderConfig;
import io.github.lokiline.json.internal.config.FieldLayout;
import io.github.lokiline.json.internal.config.SizeLimits;
import io.github.lokiline.json.internal.config.UnitParser;
import io.github.lokiline.json.internal.extra.ExtraFieldsWriter;
import io.github.lokiline.json.internal.extra.FieldNameCache;
import io.github.lokiline.json.internal.extra.FieldSourcesFactory;
import io.github.lokiline.json.internal.extra.TypedMdc;
import io.github.lokiline.json.internal.field.BuiltInFields;
import io.github.lokiline.json.internal.field.EncodedField;
import io.github.lokiline.json.internal.field.FieldFactory;
import io.github.lokiline.json.internal.field.LevelNames;
import io.github.lokiline.json.internal.field.NullFieldFiller;
import io.github.lokiline.json.internal.finish.AsciiEscaper;
import io.github.lokiline.json.internal.finish.LineFinisher;
import io.github.lokiline.json.internal.finish.LineNester;
import io.github.lokiline.json.internal.finish.PostProcessorRunner;
import io.github.lokiline.json.internal.logfmt.LogfmtStyle;
import io.github.lokiline.json.internal.redact.Redactor;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.EncoderCounters;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of one event as one line without a line end. Thread-safe.
 *
 * <p>A line that grows past {@code maxLineBytes} is written again with a shorter stack trace, then a shorter message,
 * then fewer additional fields, and says {@code "truncated":true}.
 */
final class LineEncoder<E> {
    /** Bytes that a field may take beyond its limit: a number, closing brackets, the quotes of an empty string. */
    private static final int SLACK_BYTES = 64;

    private static final int LEAST_BYTES = 512;

    private static final int SHORT_BYTES = 32;

    final boolean asksForCaller;
    final @Nullable Redactor redactor;
    final ValueWriter values;
    final LevelNames levels;
    final FieldNameCache names;
    final EncoderCounters counts = new EncoderCounters();
    final int valueBytes;
    final @Nullable TypedMdc typedMdc;

    private final byte[] opening;
    private final List<EncodedField<E>> head;
    private final ExtraFieldsWriter<E> additional;
    private final List<EncodedField<E>> tail;
    private final List<EncodedField<E>> end;
    private final @Nullable NullFieldFiller missing;
    private final byte[] truncated;
    private final byte[] extrasError;
    private final int lineBytes;
    private final LineBudget roomy;
    private final boolean ascii;
    private final @Nullable LineNester nester;
    private final @Nullable LineFinisher finish;
    private final int fixedGrowth;
    private final boolean tracesLast;
    private final int reserved;

    private LineEncoder(
            EventAccessor<E> view, EncoderConfig rules, EncoderExtensions<E> extensions, @Nullable LogfmtStyle logfmt) {
        BuiltInFields<E> attributes = new BuiltInFields<>(view, rules);
        this.redactor = rules.redactor();
        this.values = new ValueWriter(rules.secrets(), redactor, rules.traces().hidden(), view::carried);
        this.levels = rules.levels();
        this.lineBytes = rules.limits().lineBytes();
        this.valueBytes = rules.limits().valueBytes();
        KeyFilter typed = rules.additional().typedMdc();
        this.typedMdc = typed == null ? null : new TypedMdc(typed);
        FieldLayout layout = rules.layout();
        this.asksForCaller = BuiltInFields.OF_CALLER.stream().anyMatch(layout::has);
        FieldNameCache.Rules nameRules = new FieldNameCache.Rules(
                rules.secrets(),
                rules.renames(),
                layout.builtIn(),
                FieldFactory.placed(layout),
                layout.statics().keySet(),
                rules.additional().nestsDots(),
                rules.additional().duplicates() == DuplicateKeyPolicy.SUFFIX);
        this.names = new FieldNameCache(nameRules, KeyFilter.ALL);
        this.additional = new ExtraFieldsWriter<>(
                new FieldSourcesFactory<>(view, rules.additional(), nameRules).sources(layout.statics()),
                rules.additional(),
                values,
                valueBytes);
        FieldFactory<E> fields = new FieldFactory<>(
                layout,
                attributes,
                names,
                values,
                additional,
                rules.additional().omission());
        this.opening = (rules.dress().prefix() + "{").getBytes(StandardCharsets.UTF_8);
        this.head = fields.head(extensions.fields());
        this.tail = fields.tail();
        this.end = fields.end();
        this.missing = layout.missing().isEmpty() ? null : new NullFieldFiller(layout.missing());
        this.truncated = AsciiConstants.member(layout.truncated());
        this.extrasError = AsciiConstants.member(layout.extrasError());
        this.ascii = rules.dress().ascii();
        this.nester = rules.additional().nestsDots() ? LineNester.of(layout) : null;
        this.finish = LineFinisher.of(processed(extensions, layout.truncated()), rules.dress(), logfmt, truncated);
        this.roomy = LineBudget.roomy(rules.limits());
        this.tracesLast = layout.tail().stream().anyMatch(place -> place.isAttribute(BuiltInFields.EXC_INFO));
        this.fixedGrowth = ascii ? fields.growth() : 0;
        this.reserved = reserved();
    }

    private @Nullable PostProcessorRunner processed(EncoderExtensions<E> extensions, String mark) {
        List<LinePostProcessor> processors = extensions.postProcessors();
        int markBytes = truncated.length + (ascii ? AsciiEscaper.growth(truncated) : 0);
        return processors.isEmpty()
                ? null
                : new PostProcessorRunner(processors, names, values, valueBytes, mark, markBytes, ascii);
    }

    /** Creates the encoder; adds an error to the settings where static fields and names take over half a line. */
    static <E> LineEncoder<E> of(
            EventAccessor<E> view,
            EncoderConfig rules,
            EncoderExtensions<E> extensions,
            @Nullable LogfmtStyle logfmt,
            PropertyParser settings) {
        LineEncoder<E> encoder = new LineEncoder<>(view, rules, extensions, logfmt);
        if (encoder.reserved > encoder.lineBytes / 2) {
            settings.fault(
                    "maxLineBytes",
                    UnitParser.show(encoder.lineBytes),
                    "half of it is not enough for static fields and names",
                    "write a larger one, or fewer static fields");
        }
        return encoder;
    }

    void encode(E event, Utf8JsonWriter out) {
        int start = out.position();
        out.begin(values);
        out.asciiOnly(ascii);
        write(event, out, start, roomy);
        fit(event, out, start);
        if (finish != null) {
            finish.apply(start + opening.length - 1, start + lineBytes, out);
        }
        counts.add(out.scratch());
        if (out.isCut()) {
            counts.truncatedLine();
        }
    }

    /**
     * Writes the line again until it fits. Escaping makes the names of additional fields longer, which is known only of
     * those in the line; a shorter stack trace may make room for others, so that each attempt keeps more room free.
     */
    private void fit(E event, Utf8JsonWriter out, int start) {
        int growth = growth(start, out);
        int free = 0;
        while (out.position() - start + growth > lineBytes && free < lineBytes) {
            free = Math.max(free, 2 * Math.max(0, growth - fixedGrowth));
            writeShorter(event, out, start, lineBytes - reserved - free);
            growth = growth(start, out);
            free = 2 * free + SLACK_BYTES;
        }
    }

    private int growth(int start, Utf8JsonWriter out) {
        return finish == null ? 0 : finish.growth(start + opening.length - 1, out);
    }

    private void writeShorter(E event, Utf8JsonWriter out, int start, int room) {
        LineBudget caps = shrunk(out.position() - start, room, out.scratch());
        out.rollback(start);
        out.begin(values);
        out.asciiOnly(ascii);
        out.markCut();
        out.scratch().again();
        write(event, out, start, caps);
    }

    private void write(E event, Utf8JsonWriter out, int start, LineBudget caps) {
        int extrasEnd = start + caps.extrasEndBytes();
        out.raw(opening);
        write(head, event, out, caps, extrasEnd);
        out.limit(extrasEnd);
        writeExtras(event, out);
        write(tail, event, out, caps, start + caps.lineBytes());
        out.limit(Utf8JsonWriter.NO_LIMIT);
        if (out.scratch().leftOut()) {
            out.markCut();
        }
        if (out.isCut()) {
            out.member(truncated);
            out.bool(true);
        }
        write(end, event, out, roomy, Utf8JsonWriter.NO_LIMIT);
        if (missing != null) {
            missing.write(start + opening.length - 1, out);
        }
        out.put('}');
        if (nester != null) {
            nester.apply(start + opening.length - 1, out);
        }
    }

    private void write(List<EncodedField<E>> fields, E event, Utf8JsonWriter out, LineBudget caps, int end) {
        for (int i = 0; i < fields.size(); i++) {
            write(fields.get(i), event, out, caps, end);
        }
    }

    private void write(EncodedField<E> field, E event, Utf8JsonWriter out, LineBudget caps, int end) {
        int mark = out.position();
        int failed = out.scratch().failedValues();
        out.limit(Math.min(end, mark + field.member().length + caps.of(field.kind(), valueBytes)));
        try {
            field.writer().write(event, out);
        } catch (Throwable failure) {
            // The application's code ran: one broken field must not cost the line, whatever it threw.
            out.scratch().failedValues(failed);
            fail(mark, field.member(), failure, out);
        }
        out.scratch().measure(field.kind(), out.position() - mark);
    }

    private void writeExtras(E event, Utf8JsonWriter out) {
        int mark = out.position();
        try {
            Throwable failure = additional.write(event, out);
            if (failure != null) {
                fail(out.position(), extrasError, failure, out);
            }
        } catch (Throwable failure) {
            // As above; values and sources are guarded one by one, so that this is a defect of the encoder.
            fail(mark, extrasError, failure, out);
        }
    }

    private void fail(int mark, byte[] member, Throwable failure, Utf8JsonWriter out) {
        out.rollback(mark);
        out.scratch().leave(0);
        out.member(member);
        values.fail(failure, out);
    }

    /** Shortens the stack trace first, then the message, then the additional fields; the first two keep a minimum. */
    private LineBudget shrunk(int written, int room, LineState measured) {
        int others = written - measured.messageBytes() - measured.stackBytes();
        int stack =
                between(least(measured.stackBytes()), room - others - measured.messageBytes(), measured.stackBytes());
        int message = between(least(measured.messageBytes()), room - others - stack, measured.messageBytes());
        return new LineBudget(message, stack, leastDetail(), room - (tracesLast ? stack : 0), room);
    }

    private int least(int bytes) {
        return Math.min(bytes, Math.min(LEAST_BYTES, lineBytes / 8));
    }

    private int leastDetail() {
        return least(LEAST_BYTES) / 2;
    }

    private static int between(int least, int wanted, int most) {
        return Math.max(least, Math.min(wanted, most));
    }

    private int reserved() {
        int bytes = SLACK_BYTES
                + opening.length
                + truncated.length
                + additional.constantBytes()
                + (missing == null ? 0 : missing.bytes())
                + fixedGrowth
                + (nester == null ? 0 : nester.growth());
        for (EncodedField<E> field : head) {
            bytes += field.member().length + SLACK_BYTES;
        }
        for (EncodedField<E> field : tail) {
            bytes += reserved(field);
        }
        for (EncodedField<E> field : end) {
            bytes += reserved(field);
        }
        return bytes;
    }

    /** Returns the bytes that a field behind the additional fields needs; the stack trace has its own share. */
    private int reserved(EncodedField<E> field) {
        return switch (field.kind()) {
            case SHORT -> field.member().length + SHORT_BYTES;
            case DETAIL -> field.member().length + SHORT_BYTES + leastDetail();
            default -> 0;
        };
    }

    /**
     * The limits of the parts of one line, in bytes. Immutable.
     *
     * @param messageBytes the message
     * @param stackBytes the stack trace
     * @param detailBytes a detail behind the additional fields
     * @param extrasEndBytes from the line's start to the end of the additional fields
     * @param lineBytes from the line's start to its end
     */
    private record LineBudget(int messageBytes, int stackBytes, int detailBytes, int extrasEndBytes, int lineBytes) {
        /** Returns the limits of the first attempt, which hold back only parts that can never fit. */
        static LineBudget roomy(SizeLimits limits) {
            int line = limits.lineBytes();
            return new LineBudget(line, limits.stackBytes(), limits.valueBytes(), 2 * line, 3 * line);
        }

        int of(EncodedField.Kind kind, int valueBytes) {
            return switch (kind) {
                case MESSAGE -> messageBytes;
                case STACK -> stackBytes;
                case VALUE, SHORT -> valueBytes;
                case DETAIL -> detailBytes;
            };
        }
    }
}
