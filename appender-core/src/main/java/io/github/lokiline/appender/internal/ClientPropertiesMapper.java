package io.github.lokiline.appender.internal;

import io.github.lokiline.appender.RawProperties;
import io.github.lokiline.client.internal.config.ClientOptions;
import io.github.lokiline.client.internal.config.Option;
import io.github.lokiline.client.internal.config.OptionType;
import io.github.lokiline.client.internal.config.OptionValues;
import io.github.lokiline.json.spi.PropertyParser;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text properties of delivery into the options of the client. Owned by the thread that starts the appender. A
 * property that is blank is not set; ranges are checked with all other rules by the client.
 */
public final class ClientPropertiesMapper {
    /** A value above every limit: each option has its own range. */
    private static final Duration UNLIMITED = Duration.ofNanos(Long.MAX_VALUE);

    private final RawProperties raw;
    private final PropertyParser parser;
    private final OptionValues values = new OptionValues();

    private ClientPropertiesMapper(RawProperties raw, PropertyParser parser) {
        this.raw = raw;
        this.parser = parser;
    }

    /** Returns the values of all options but the tenant, which may be a pattern; errors go to the parser. */
    public static OptionValues read(RawProperties raw, PropertyParser parser) {
        ClientPropertiesMapper mapper = new ClientPropertiesMapper(raw, parser);
        for (Option<?> option : ClientOptions.all()) {
            if (!option.equals(ClientOptions.TENANT_ID)) {
                mapper.read(option);
            }
        }
        for (String header : raw.headers()) {
            mapper.readHeader(header);
        }
        String name = raw.get(RawProperties.APPENDER_NAME);
        mapper.values.set(ClientOptions.METRICS_NAME, name == null || name.isBlank() ? null : name);
        return mapper.values;
    }

    @SuppressWarnings("unchecked") // parse() returns values of the option's type
    private <T> void read(Option<T> option) {
        String text = raw.get(option.name());
        if (text == null || text.isBlank()) {
            return;
        }
        int before = parser.faults().size();
        Object value = parse(option, text);
        if (value == null || parser.faults().size() > before) {
            values.setInvalid(option);
        } else {
            values.set(option, (T) value);
        }
    }

    private @Nullable Object parse(Option<?> option, String text) {
        String name = option.name();
        OptionType<?> type = option.type();
        if (type instanceof OptionType.Count count) {
            return parser.integer(name, text, count.min(), count.min(), count.max());
        }
        if (type instanceof OptionType.Time) {
            return parser.duration(name, text, Duration.ZERO, Duration.ZERO, UNLIMITED);
        }
        if (type instanceof OptionType.Size) {
            return parser.bytes(name, text, 0, 0, Long.MAX_VALUE);
        }
        if (type instanceof OptionType.Flag) {
            return parser.bool(name, text, true);
        }
        if (type instanceof OptionType.Choice<?> choice) {
            return parseChoice(name, text, choice);
        }
        if (type instanceof OptionType.FilePath path) {
            return parsePath(name, text, path.what());
        }
        return parser.text(name, text, "");
    }

    private <E> @Nullable E parseChoice(String name, String text, OptionType.Choice<E> choice) {
        List<String> words = choice.values().stream().map(choice.word()).toList();
        int index = words.indexOf(parser.choice(name, text, "", words));
        return index < 0 ? null : choice.values().get(index);
    }

    private @Nullable Path parsePath(String name, String text, String what) {
        String path = parser.text(name, text, "").strip();
        try {
            return path.isEmpty() ? null : Path.of(path);
        } catch (InvalidPathException e) {
            parser.fault(name, path, "not a path on this system", "write the path of " + what);
            return null;
        }
    }

    private void readHeader(String text) {
        String header = parser.text("header", text, "");
        int colon = header.indexOf(':');
        String name = header.substring(0, Math.max(0, colon)).strip();
        // Messages show the name, so it must be a valid one: the text before the first colon may be a part of a value.
        if (!name.isEmpty() && name.indexOf(' ') < 0) {
            values.addHeader(name, header.substring(colon + 1).strip());
        } else if (!header.isEmpty()) {
            parser.fault("header", ValueExtractor.MASK, "no name before a colon", "write Name: value");
        }
    }
}
