package io.github.lokiline.appender;

import io.github.lokiline.client.internal.config.ClientOptions;
import io.github.lokiline.client.internal.config.Option;
import io.github.lokiline.client.internal.config.OptionType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The table of the text options of an appender: those of {@link ClientOptions} and what concerns events. The setters and
 * attributes of the bindings, Spring's configuration metadata and the documentation are checked against it. Stateless.
 */
public final class AppenderOptions {
    /** Disables the appender. */
    static final Option<Boolean> ENABLED = new Option<>(
            "enabled",
            new OptionType.Flag(),
            true,
            "`true`",
            "Delivers events. `false` accepts and ignores them and opens nothing.",
            false);

    /** The labels of each entry. */
    static final Option<String> LABELS = new Option<>(
            "labels",
            new OptionType.Pairs(),
            null,
            "`service_name`, `host`",
            "Labels of each entry, one `name=value` a line. A value is a text or a pattern such as `%X{key}`.",
            false);

    /** The structured metadata of each entry. */
    static final Option<String> STRUCTURED_METADATA = new Option<>(
            "structuredMetadata",
            new OptionType.Pairs(),
            null,
            "`level`; `trace_id`, `span_id`, `request_id` from the MDC",
            "Structured metadata of each entry, written like `labels`. `*=%mdc{glob,!glob}` or `*=%kvp{glob}` adds all"
                    + " entries that the globs select; `off` adds none.",
            false);

    private static final List<Option<?>> OF_EVENTS = List.of(ENABLED, LABELS, STRUCTURED_METADATA);

    /** YAML reads a bare {@code off} as {@code false}. */
    private static final Pattern OFF = Pattern.compile("(?i)off|false");

    private AppenderOptions() {}

    /** Returns whether a text of {@code structuredMetadata} is {@code off}: there is none, also none by default. */
    public static boolean isMetadataOff(String text) {
        return OFF.matcher(text.strip()).matches();
    }

    /** Returns all options, in the order of the documentation. */
    public static List<Option<?>> all() {
        List<Option<?>> all = new ArrayList<>(OF_EVENTS);
        all.addAll(ClientOptions.all());
        return List.copyOf(all);
    }

    /** Returns the names of all options. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Option<?> option : all()) {
            names.add(option.name());
        }
        return List.copyOf(names);
    }

    /** Returns whether the value of an option must never be shown. */
    public static boolean isSecret(String name) {
        for (Option<?> option : ClientOptions.all()) {
            if (option.secret() && option.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the framework reads the value as a pattern for each event. */
    public static boolean isPattern(String name) {
        return name.equals(LABELS.name())
                || name.equals(STRUCTURED_METADATA.name())
                || name.equals(ClientOptions.TENANT_ID.name());
    }
}
