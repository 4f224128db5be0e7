package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.SenderConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of the options that were set. Owned by the thread that configures. */
public final class OptionValues {
    private static final Object INVALID = new Object();

    private final Map<Option<?>, Object> values = new HashMap<>();

    /** Returns the same values, unaffected by later changes to these. */
    OptionValues copy() {
        OptionValues copy = new OptionValues();
        copy.values.putAll(values);
        return copy;
    }

    /** Sets an option; null for its default. */
    public <T> void set(Option<T> option, @Nullable T value) {
        if (value == null) {
            values.remove(option);
        } else {
            values.put(option, value);
        }
    }

    /** Adds a request header to those set before. */
    public void addHeader(String name, String value) {
        List<SenderConfig.Header> before = find(ClientOptions.HEADER);
        List<SenderConfig.Header> headers = new ArrayList<>(before == null ? List.of() : before);
        headers.add(new SenderConfig.Header(name, value));
        set(ClientOptions.HEADER, List.copyOf(headers));
    }

    /** Notes that an option was set to a value that cannot be used and has been reported: it counts as set. */
    public void setInvalid(Option<?> option) {
        values.put(option, INVALID);
    }

    public boolean isSet(Option<?> option) {
        return values.containsKey(option);
    }

    boolean hasSame(List<Option<?>> options, OptionValues other) {
        return options.stream().allMatch(option -> Objects.equals(values.get(option), other.values.get(option)));
    }

    /** Returns the value, else the default; null if there is neither. */
    @SuppressWarnings("unchecked") // set() accepts no value of another type
    public <T> @Nullable T find(Option<T> option) {
        Object value = values.get(option);
        return value == null || value == INVALID ? option.defaultValue() : (T) value;
    }

    /** Returns the value of an option that has a default. */
    public <T> T get(Option<T> option) {
        return Objects.requireNonNull(find(option), option.name());
    }
}
