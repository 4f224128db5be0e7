package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.config.EncoderConfig;
import io.github.lokiline.json.internal.config.StackTraceConfig;
import io.github.lokiline.json.internal.config.TimestampFormats;
import io.github.lokiline.json.internal.extra.ArgumentsSource;
import io.github.lokiline.json.internal.extra.FieldNameCache;
import io.github.lokiline.json.internal.redact.SensitiveKeys;
import io.github.lokiline.json.internal.trace.ExceptionMatcher;
import io.github.lokiline.json.internal.trace.PackageAbbreviator;
import io.github.lokiline.json.internal.trace.StackTraceWriter;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.LogLevel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a Python log record, read from an event. Immutable.
 *
 * <p>Source: the table of LogRecord attributes in Python's {@code logging} module. Attributes that Java does not have, such
 * as {@code stack_info}, are null, as in python-json-logger.
 */
public final class BuiltInFields<E> {
    public static final String EXC_INFO = "exc_info";
    public static final String SEQUENCE = "sequence";

    /** The attributes that need the caller's frame. */
    public static final Set<String> OF_CALLER =
            Set.of("pathname", "filename", "module", "funcName", "lineno", "source_location");

    /** All attributes. */
    public static final Set<String> NAMES = Set.of("""
            asctime levelname name message exc_info exc_text stack_hash created msecs
            relativeCreated levelno levelvalue threadName thread process processName msg args
            pathname filename module funcName lineno source_location taskName stack_info tag short_name
            message_lines sequence uuid exc_class exc_message root_class root_message
            """.split("\\s+"));

    private static final int MICRO = 1000;
    private static final int MILLI = 1_000_000;

    private final EventAccessor<E> view;
    private final TimestampFormat time;
    private final AtomicLong sequence = new AtomicLong();
    private final LevelNames levels;
    private final boolean jsonMessage;
    private final boolean argumentsAsText;
    private final StackTraceWriter traces;
    private final @Nullable ExceptionMatcher omitted;
    private final ExceptionFields facts;

    public BuiltInFields(EventAccessor<E> view, EncoderConfig rules) {
        this.view = view;
        this.traces = new StackTraceWriter(rules.traces());
        this.facts = new ExceptionFields(rules.traces().hidden());
        this.omitted = rules.traces().omitted();
        this.time = rules.time();
        this.levels = rules.levels();
        this.jsonMessage = rules.jsonMessage();
        this.argumentsAsText = rules.additional().argumentsAsText();
    }

    /** Returns the field of one of {@link #NAMES} under the name shown; null in lines without a value. */
    EncodedField<E> field(String attribute, String shown) {
        byte[] member = AsciiConstants.member(shown);
        return switch (attribute) {
            case "asctime" -> new EncodedField<>(member, EncodedField.Kind.VALUE, asctime(member));
            case "levelname" -> new EncodedField<>(member, EncodedField.Kind.VALUE, levelName(shown));
            case "name" -> new EncodedField<>(member, EncodedField.Kind.VALUE, loggerName(member));
            case "message" -> new EncodedField<>(member, EncodedField.Kind.MESSAGE, message(member));
            case EXC_INFO, "exc_text" ->
                new EncodedField<>(member, EncodedField.Kind.STACK, thrownOrNull(member, traces::write));
            case StackTraceConfig.STACK_HASH ->
                new EncodedField<>(member, EncodedField.Kind.VALUE, thrownOrNull(member, traces::hash));
            default -> new EncodedField<>(member, EncodedField.Kind.VALUE, named(member, value(attribute)));
        };
    }

    /** Returns the field as {@link #field} does, but left out in lines without a value. */
    EncodedField<E> optional(String attribute, String shown) {
        if (attribute.equals(EXC_INFO)) {
            return thrown(shown);
        }
        EncodedField<E> field = field(attribute, shown);
        FieldEncoder<E> writer = field.writer();
        EncodedField.Kind kind =
                attribute.equals(StackTraceConfig.STACK_HASH) ? EncodedField.Kind.SHORT : EncodedField.Kind.DETAIL;
        return new EncodedField<>(field.member(), kind, (event, out) -> {
            int mark = out.position();
            writer.write(event, out);
            if (out.endsWithNull(mark)) {
                out.rollback(mark);
            }
        });
    }

    /** Returns the time in UTC with microseconds, independent of the properties for {@code asctime}. */
    EncodedField<E> utc(String shown) {
        byte[] member = AsciiConstants.member(shown);
        TimestampFormat iso = TimestampFormats.utcMicros();
        return new EncodedField<>(member, EncodedField.Kind.SHORT, (event, out) -> {
            out.member(member);
            iso.write(view.epochSecond(event), view.nano(event), out);
        });
    }

    /** Only the fields of the format are linked: each lambda costs a class at the start of the application. */
    private FieldEncoder<E> value(String attribute) {
        return switch (attribute) {
            case "created" -> this::created;
            case "msecs" -> this::msecs;
            case "relativeCreated" -> this::relativeCreated;
            case "levelno" -> (event, out) -> out.number(view.level(event).number());
            case "levelvalue" ->
                (event, out) -> out.number(1000L * view.level(event).number());
            case "tag" -> (event, out) -> out.label(lastPart(view.loggerName(event)));
            case "short_name" -> (event, out) -> out.label(shortened(view.loggerName(event)));
            case "message_lines" -> (event, out) -> MessageWriter.lines(messageWithError(event, out), out);
            case SEQUENCE -> this::sequence;
            case "uuid" -> (event, out) -> out.string(randomId().toString());
            case "exc_class" -> (event, out) -> out.string(ExceptionFields.type(view.thrown(event)));
            case "exc_message" -> (event, out) -> out.string(facts.message(view.thrown(event)));
            case "root_class" ->
                (event, out) -> out.string(ExceptionFields.type(ExceptionFields.root(view.thrown(event))));
            case "root_message" -> (event, out) -> out.string(facts.message(ExceptionFields.root(view.thrown(event))));
            case "threadName" -> (event, out) -> out.scratch().thread().write(this, view.threadName(event), out);
            case "thread" -> this::thread;
            case "process" -> process(ProcessHandle.current().pid());
            case "processName" -> (event, out) -> out.string(view.applicationName(event));
            case "msg" -> (event, out) -> out.string(view.template(event));
            case "args" -> (event, out) -> out.value(plain(view.arguments(event)));
            case "pathname" -> (event, out) -> out.string(CallerFields.path(view.caller(event)));
            case "filename" -> (event, out) -> out.string(CallerFields.file(view.caller(event)));
            case "module" -> (event, out) -> out.string(CallerFields.module(view.caller(event)));
            case "funcName" -> (event, out) -> out.string(CallerFields.method(view.caller(event)));
            case "lineno" -> (event, out) -> CallerFields.line(view.caller(event), out);
            case "source_location" -> (event, out) -> CallerFields.location(view.caller(event), out);
            case "taskName" -> (event, out) -> out.nil();
            case "stack_info" -> (event, out) -> out.nil();
            default -> throw new IllegalArgumentException("no attribute: " + attribute);
        };
    }

    private EncodedField<E> thrown(String shown) {
        byte[] member = AsciiConstants.member(shown);
        return new EncodedField<>(member, EncodedField.Kind.STACK, (event, out) -> {
            Throwable thrown = traced(event);
            if (thrown != null) {
                out.member(member);
                traces.write(thrown, out);
            }
        });
    }

    private @Nullable Throwable traced(E event) {
        Throwable thrown = view.thrown(event);
        return thrown == null || omitted == null || !omitted.matches(thrown) ? thrown : null;
    }

    private FieldEncoder<E> asctime(byte[] member) {
        return (event, out) -> {
            out.member(member);
            time.write(view.epochSecond(event), view.nano(event), out);
        };
    }

    /** Encodes name and value together, once for each level. */
    private FieldEncoder<E> levelName(String shown) {
        Map<LogLevel, byte[]> fragments = new EnumMap<>(LogLevel.class);
        for (LogLevel level : LogLevel.values()) {
            Utf8JsonWriter out = new Utf8JsonWriter();
            out.raw(AsciiConstants.member(shown));
            out.quoted(levels.of(level));
            fragments.put(level, AsciiConstants.written(out));
        }
        return (event, out) -> out.member(Objects.requireNonNull(fragments.get(view.level(event))));
    }

    /** Escapes each name once: it is the member {@code ,"com.acme.Svc":} of a cache, without its first and last byte. */
    private FieldEncoder<E> loggerName(byte[] member) {
        FieldNameCache names = FieldNameCache.nested(SensitiveKeys.of(List.of()));
        return (event, out) -> {
            out.member(member);
            String logger = view.loggerName(event);
            if (logger == null || logger.length() > FieldNameCache.MAX_CACHED_CHARS) {
                out.string(logger);
            } else {
                byte[] escaped = names.of(logger).member();
                out.raw(escaped, 1, escaped.length - 1);
            }
        };
    }

    /** Returns {@code Svc} of the logger {@code com.acme.Svc}. */
    private static @Nullable String lastPart(@Nullable String logger) {
        return logger == null ? null : logger.substring(logger.lastIndexOf('.') + 1);
    }

    /** Returns {@code c.a.Svc} of the logger {@code com.acme.Svc}. */
    private static @Nullable String shortened(@Nullable String logger) {
        return logger == null ? null : PackageAbbreviator.of(logger);
    }

    private FieldEncoder<E> message(byte[] member) {
        if (jsonMessage) {
            return named(member, (event, out) -> MessageWriter.json(messageWithError(event, out), out));
        }
        if (omitted != null) {
            return named(member, (event, out) -> out.string(messageWithError(event, out)));
        }
        return (event, out) -> {
            out.member(member);
            out.characters(view.message(event, out.scratch().room()));
        };
    }

    private @Nullable String messageWithError(E event, Utf8JsonWriter out) {
        CharSequence text = view.message(event, out.scratch().room());
        String message = text == null ? null : text.toString();
        if (omitted == null) {
            return message;
        }
        Throwable thrown = view.thrown(event);
        return thrown != null && omitted.matches(thrown) ? traces.inOneLine(message, thrown) : message;
    }

    private FieldEncoder<E> thrownOrNull(byte[] member, BiConsumer<Throwable, Utf8JsonWriter> writer) {
        return (event, out) -> {
            Throwable thrown = traced(event);
            out.member(member);
            if (thrown == null) {
                out.nil();
            } else {
                writer.accept(thrown, out);
            }
        };
    }

    private FieldEncoder<E> named(byte[] member, FieldEncoder<E> value) {
        return (event, out) -> {
            out.member(member);
            value.write(event, out);
        };
    }

    /** Numbers the lines of one encoder from 1. */
    private void sequence(E event, Utf8JsonWriter out) {
        out.number(out.scratch().sequence(sequence));
    }

    private FieldEncoder<E> process(long pid) {
        return (event, out) -> out.number(pid);
    }

    /** Removes the arguments that carry fields: as values they would show secrets that are masked there. */
    private @Nullable Object @Nullable [] plain(@Nullable Object @Nullable [] arguments) {
        if (arguments == null) {
            return null;
        }
        List<@Nullable Object> plain = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            if (!view.isAttached(argument)) {
                plain.add(argumentsAsText ? ArgumentsSource.text(argument) : argument);
            }
        }
        return plain.toArray();
    }

    /** Returns a random UUID without the secure generator of {@code UUID.randomUUID()}, which blocks all threads. */
    private static UUID randomId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = (random.nextLong() & ~0xf000L) | 0x4000L;
        return new UUID(version4, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }

    /** Writes digits, because a double would round today's microseconds. Before 1970 the fraction counts upwards. */
    private void created(E event, Utf8JsonWriter out) {
        long second = view.epochSecond(event);
        int micros = view.nano(event) / MICRO;
        if (second < 0 && micros > 0) {
            out.put('-');
            out.integer(-(second + 1));
            micros = MICRO * MICRO - micros;
        } else {
            out.number(second);
        }
        out.put('.');
        out.digits(micros, 6);
    }

    private void msecs(E event, Utf8JsonWriter out) {
        int millis = view.nano(event) / MILLI;
        out.number((double) millis);
    }

    private void relativeCreated(E event, Utf8JsonWriter out) {
        long sinceStart = Math.subtractExact(view.epochSecond(event) * 1000, view.startMillis(event));
        out.number(sinceStart + (double) view.nano(event) / MILLI);
    }

    /** Writes the thread's number, which events do not carry, if the event's own thread encodes it. */
    private void thread(E event, Utf8JsonWriter out) {
        Thread current = Thread.currentThread();
        if (isNamed(current, view.threadName(event))) {
            out.number(current.getId());
        } else {
            out.nil();
        }
    }

    /** Compares names; Logback names a virtual thread without a name by its number, as {@code virtual-22}. */
    private static boolean isNamed(Thread thread, @Nullable String name) {
        String own = thread.getName();
        return own.isEmpty() ? name != null && name.endsWith("-" + thread.getId()) : own.equals(name);
    }
}
