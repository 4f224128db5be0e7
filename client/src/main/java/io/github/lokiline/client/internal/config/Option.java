package io.github.lokiline.client.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * An option of delivery: a row of {@link ClientOptions}. Immutable.
 *
 * @param name as users write it in every configuration: {@code batchMaxWait}
 * @param type shows values and knows which ones are allowed
 * @param defaultValue null for an option that has no value until it is set
 * @param defaultText the default as the documentation writes it, in Markdown
 * @param description sentences in Markdown, without the default and the range
 * @param secret true if the value must never be shown
 */
public record Option<T>(
        String name,
        OptionType<T> type,
        @Nullable T defaultValue,
        String defaultText,
        String description,
        boolean secret) {

    private static final String NO_DEFAULT = "–";

    static <T> Option<T> of(String name, OptionType<T> type, T defaultValue, String description) {
        return new Option<>(name, type, defaultValue, "`" + type.show(defaultValue) + "`", description, false);
    }

    static <T> Option<T> withoutDefault(String name, OptionType<T> type, String description) {
        return new Option<>(name, type, null, NO_DEFAULT, description, false);
    }

    /** Returns the same option with a default that is described, because it is found out at run time. */
    public Option<T> withDefaultText(String text) {
        return new Option<>(name, type, defaultValue, text, description, secret);
    }

    Option<T> asSecret() {
        return new Option<>(name, type, defaultValue, defaultText, description, true);
    }

    /** Returns the description with the allowed range, as the documentation shows it. */
    public String help() {
        return type.range().isEmpty() ? description : description + " Range: " + type.range() + ".";
    }

    /** Options are keys, and a name is that of one option; what records do instead costs milliseconds at the start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Option<?> option && option.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    void check(OptionValues values, ConfigErrors errors) {
        T value = values.find(this);
        if (value != null && !type.allows(value)) {
            String fallback = defaultValue == null ? "none" : type.show(defaultValue);
            errors.add(name, type.show(value), "must be " + type.range() + "; leave it out for " + fallback);
        }
    }

    String show(OptionValues values) {
        T value = values.find(this);
        return value == null ? "none" : type.show(value);
    }
}
