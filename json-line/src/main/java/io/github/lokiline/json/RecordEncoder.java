package io.github.lokiline.json;

import io.github.lokiline.json.internal.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as JSON lines by the rules of an encoder's properties, whichever framework they come from.
 * Thread-safe.
 *
 * <p>Shape: built-in fields in the order of the format, static fields, diagnostic context, key-values, the trace.
 *
 * <pre>{@code
 * {"asctime":"2025-11-20T10:30:45.123Z","levelname":"INFO","name":"com.acme.Svc","message":"done","threadName":"main",
 *  "request_id":"r-17","status_code":200}
 * }</pre>
 *
 * <p>A line that grows past {@code maxLineBytes} is written again with a shorter trace, then a shorter message, then
 * fewer extras, and says {@code "truncated":true}.
 *
 * @param <E> the framework's event
 */
public final class RecordEncoder<E> implements LineEncoder<E> {
    /** What a field may take beyond the limit it is held to: a number, closing brackets, an empty string's quotes. */
    private static final int SLACK_BYTES = 64;

    private static final int LEAST_BYTES = 512;

    private static final int SHORT_BYTES = 32;

    private final RecordView<E> view;
    private final boolean locating;
    private final byte[] opening;
    private final List<Field<E>> head;
    private final Extras<E> extras;
    private final List<Field<E>> tail;
    private final List<Field<E>> end;
    private final MissingFields missing;
    private final @Nullable Redactor redactor;
    private final ValueWriter values;
    private final ValueText texts;
    private final LevelNames levels;
    private final Names names;
    private final LineCounts counts;
    private final byte[] truncated;
    private final byte[] extrasError;
    private final LineLimits limits;
    private final Caps roomy;
    private final boolean ascii;
    private final @Nullable LineFinish finish;
    private final int fixedGrowth;
    private final boolean tracesLast;
    private final int reserved;

    private RecordEncoder(RecordView<E> view, LineRules rules, LineExtensions<E> extensions) {
        this.view = view;
        Attributes<E> attributes = new Attributes<>(view, rules.time(), rules.levels(), rules.traces());
        this.counts = new LineCounts();
        this.redactor = rules.patterns().isEmpty() ? null : new Redactor(rules.patterns());
        this.values = new ValueWriter(rules.secrets(), redactor, rules.traces().hidden());
        this.levels = rules.levels();
        this.limits = rules.limits();
        this.texts = new ValueText(values, limits.valueBytes(), counts);
        LineLayout layout = rules.layout();
        this.locating = Attributes.OF_CALLER.stream().anyMatch(layout::has);
        Names.Rules nameRules = new Names.Rules(
                rules.secrets(),
                rules.renames(),
                layout.builtIn(),
                LineFields.placed(layout),
                layout.statics().keySet(),
                rules.extras().nestsDots(),
                rules.extras().duplicates() == Duplicates.SUFFIX);
        this.names = new Names(nameRules, KeyGlobs.ALL);
        ExtraWriter writer = new ExtraWriter(values, limits.valueBytes());
        this.extras = new Extras<>(
                new ExtraAssembly<>(view, rules.extras(), nameRules, writer).sources(layout.statics()),
                writer,
                rules.extras());
        LineFields<E> fields = new LineFields<>(layout, attributes, names, values, extras);
        this.opening = (rules.dress().prefix() + "{").getBytes(StandardCharsets.UTF_8);
        this.head = fields.head(extensions.fields());
        this.tail = fields.tail();
        this.end = fields.end();
        this.missing = new MissingFields(layout.missing());
        this.truncated = Ascii.member(layout.truncated());
        this.extrasError = Ascii.member(layout.extrasError());
        this.ascii = rules.dress().ascii();
        this.finish = LineFinish.of(processed(extensions), rules.dress());
        this.roomy = Caps.roomy(limits);
        this.tracesLast = layout.tail().stream().anyMatch(place -> place.isAttribute(Attributes.EXC_INFO));
        this.fixedGrowth = ascii ? fields.growth() : 0;
        this.reserved = reserved();
    }

    private @Nullable ProcessedLine processed(LineExtensions<E> extensions) {
        List<LinePostProcessor> processors = extensions.postProcessors();
        return processors.isEmpty()
                ? null
                : new ProcessedLine(processors, names, values, limits.valueBytes(), truncated, ascii);
    }

    /**
     * Reads the properties and makes an encoder with nothing of the application's own. See
     * {@link #of(RecordView, Map, LineExtensions, Settings)}.
     *
     * @param view shows the framework's events
     * @param properties text by property
     * @param settings gathers what is wrong with them
     * @param <E> the framework's event
     * @return the encoder
     */
    public static <E> RecordEncoder<E> of(RecordView<E> view, Map<String, String> properties, Settings settings) {
        return of(view, properties, LineExtensions.none(), settings);
    }

    /**
     * Reads the properties and makes the encoder.
     *
     * <p>Errors: none is thrown for a value; when {@link Settings#faults()} is not empty afterwards, the result must not
     * be used.
     *
     * @param view shows the framework's events
     * @param properties text by property: {@code preset, format, datefmt, timeZone, levelNames, renameFields,
     *     keepMissing, staticFields, staticField, defaults, timestamp, sequence, prefix, ensureAscii, indent, mdc,
     *     keyValues, context, markers, arguments, mdcField, keyValuesField, dottedKeys, maxExtras, duplicateKeys,
     *     redactKeys, redactPatterns, maxLineBytes, maxValueBytes, maxStackBytes, maxStackFrames, rootCauseFirst,
     *     stackAsArray, excludeFrames, shortenNames, stackHash, hideExceptionMessages, omitStackOf}; absent means the
     *     default
     * @param extensions what the application writes itself
     * @param settings gathers what is wrong with the properties
     * @param <E> the framework's event
     * @return the encoder
     */
    public static <E> RecordEncoder<E> of(
            RecordView<E> view, Map<String, String> properties, LineExtensions<E> extensions, Settings settings) {
        LineRules rules = LineRules.parse(properties, extensions.fields().size(), settings);
        RecordEncoder<E> encoder = new RecordEncoder<>(view, rules, extensions);
        if (encoder.reserved > encoder.limits.lineBytes() / 2) {
            settings.fault(
                    "maxLineBytes",
                    Quantity.show(encoder.limits.lineBytes()),
                    "half of it is not enough for static fields and names",
                    "write a larger one, or fewer static fields");
        }
        return encoder;
    }

    /**
     * What shows the events, for what else is made of them.
     *
     * @return the view that this encoder was made with
     */
    public RecordView<E> view() {
        return view;
    }

    /**
     * Whether the lines tell where events were logged, which frameworks find out only when asked.
     *
     * @return whether {@link RecordView#caller} is called
     */
    public boolean asksForCaller() {
        return locating;
    }

    /**
     * The text that lines give a level.
     *
     * @param level the level
     * @return its name
     */
    public String levelName(LineLevel level) {
        return levels.of(level);
    }

    /**
     * Whether lines hide the values of a key, so that what else is made of an event can hide them too.
     *
     * @param key the key of a context entry or key-value
     * @return whether it names a secret
     */
    public boolean hides(String key) {
        return names.of(key).secret();
    }

    /**
     * A text without what lines do not show of it, so that what else is made of an event does not show it either.
     *
     * @param text any text
     * @return the same object when there is nothing to redact; at most as long as a value may be in lines
     */
    public String redact(String text) {
        return redactor == null ? text : redactor.redact(text, limits.valueBytes(), counts::failedValue);
    }

    /**
     * A value as lines show it, for what else is made of an event: secrets inside are masked, and of exceptions no more
     * is told than in lines. What it throws is thrown on.
     *
     * @param value any value
     * @return the text of what is a string in lines, the JSON of anything else, at most as long as a value may be in
     *     lines; null for what is null there
     */
    public @Nullable String text(Object value) {
        return texts.of(value);
    }

    /**
     * What happened to the lines written so far.
     *
     * @return live counts
     */
    public LineCounts counts() {
        return counts;
    }

    /** Where a line's JSON object begins: behind the prefix. */
    int objectAt() {
        return opening.length - 1;
    }

    /** What precedes {@code true} in a line in which something did not fit. */
    byte[] truncated() {
        return truncated;
    }

    int lineBytes() {
        return limits.lineBytes();
    }

    @Override
    public void encode(E event, LineWriter out) {
        int start = out.position();
        out.begin(values);
        out.asciiOnly(ascii);
        write(event, out, start, roomy);
        fit(event, out, start);
        if (finish != null) {
            finish.apply(start + opening.length - 1, start + limits.lineBytes(), out);
        }
        counts.add(out.scratch());
        if (out.isCut()) {
            counts.truncatedLine();
        }
    }

    /**
     * Writes the line again until it fits. What the names of extras grow by is known only of those that stand in the line;
     * a shorter trace may make room for others, so that ever more is kept free.
     */
    private void fit(E event, LineWriter out, int start) {
        int growth = growth(start, out);
        int free = 0;
        while (out.position() - start + growth > limits.lineBytes() && free < limits.lineBytes()) {
            free = Math.max(free, 2 * Math.max(0, growth - fixedGrowth));
            writeShorter(event, out, start, limits.lineBytes() - reserved - free);
            growth = growth(start, out);
            free = 2 * free + SLACK_BYTES;
        }
    }

    private int growth(int start, LineWriter out) {
        return finish == null ? 0 : finish.growth(start + opening.length - 1, out);
    }

    private void writeShorter(E event, LineWriter out, int start, int room) {
        Caps caps = shrunk(out.position() - start, room, out.scratch());
        out.rollback(start);
        out.begin(values);
        out.asciiOnly(ascii);
        out.markCut();
        out.scratch().again();
        write(event, out, start, caps);
    }

    private void write(E event, LineWriter out, int start, Caps caps) {
        int extrasEnd = start + caps.extrasEndBytes();
        out.raw(opening);
        write(head, event, out, caps, extrasEnd);
        out.limit(extrasEnd);
        writeExtras(event, out);
        write(tail, event, out, caps, start + caps.lineBytes());
        out.limit(LineWriter.NO_LIMIT);
        if (out.scratch().leftOut()) {
            out.markCut();
        }
        if (out.isCut()) {
            out.member(truncated);
            out.bool(true);
        }
        write(end, event, out, roomy, LineWriter.NO_LIMIT);
        missing.write(start + opening.length - 1, out);
        out.put('}');
    }

    private void write(List<Field<E>> fields, E event, LineWriter out, Caps caps, int end) {
        for (int i = 0; i < fields.size(); i++) {
            write(fields.get(i), event, out, caps, end);
        }
    }

    private void write(Field<E> field, E event, LineWriter out, Caps caps, int end) {
        int mark = out.position();
        int failed = out.scratch().failedValues();
        out.limit(Math.min(end, mark + field.member().length + caps.of(field.kind(), limits.valueBytes())));
        try {
            field.writer().write(event, out);
        } catch (Throwable failure) {
            // The event's own code ran: one broken field must not cost the line, whatever it threw.
            out.scratch().failedValues(failed);
            fail(mark, field.member(), failure, out);
        }
        out.scratch().measure(field.kind(), out.position() - mark);
    }

    private void writeExtras(E event, LineWriter out) {
        int mark = out.position();
        try {
            Throwable failure = extras.write(event, out);
            if (failure != null) {
                fail(out.position(), extrasError, failure, out);
            }
        } catch (Throwable failure) {
            // As above; values and sources are guarded one by one, so that this is a fault of our own.
            fail(mark, extrasError, failure, out);
        }
    }

    private void fail(int mark, byte[] member, Throwable failure, LineWriter out) {
        out.rollback(mark);
        out.scratch().leave(0);
        int failed = out.scratch().failedValues();
        out.member(member);
        out.string(ErrorText.of(failure, out));
        // Once, even where patterns cannot be matched with the error's text either.
        out.scratch().failedValues(failed + 1);
    }

    /** The trace gives first, then the message, then the extras; neither of the first two vanishes. */
    private Caps shrunk(int lineBytes, int room, Scratch measured) {
        int others = lineBytes - measured.messageBytes() - measured.stackBytes();
        int stack =
                between(least(measured.stackBytes()), room - others - measured.messageBytes(), measured.stackBytes());
        int message = between(least(measured.messageBytes()), room - others - stack, measured.messageBytes());
        return new Caps(message, stack, leastDetail(), room - (tracesLast ? stack : 0), room);
    }

    private int least(int bytes) {
        return Math.min(bytes, Math.min(LEAST_BYTES, limits.lineBytes() / 8));
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
                + extras.constantBytes()
                + missing.bytes()
                + fixedGrowth;
        for (Field<E> field : head) {
            bytes += field.member().length + SLACK_BYTES;
        }
        for (Field<E> field : tail) {
            bytes += reserved(field);
        }
        for (Field<E> field : end) {
            bytes += reserved(field);
        }
        return bytes;
    }

    /** What a field behind the extras needs even in the fullest line; the trace has its own share. */
    private int reserved(Field<E> field) {
        return switch (field.kind()) {
            case SHORT -> field.member().length + SHORT_BYTES;
            case DETAIL -> field.member().length + SHORT_BYTES + leastDetail();
            default -> 0;
        };
    }
}
