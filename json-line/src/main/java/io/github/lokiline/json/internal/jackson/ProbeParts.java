package io.github.lokiline.json.internal.jackson;

import org.jspecify.annotations.Nullable;

/** Collects the parts of a bean that has one property, a text. Owned by one call. */
final class ProbeParts implements BeanParts {
    private final StringBuilder seen = new StringBuilder();

    /** Returns the parts in their order; a number has a hash before it, unlike its text. */
    String text() {
        return seen.toString();
    }

    /** Returns whether the parts are those of a bean whose property {@code value} is {@code x}. */
    boolean areWhole() {
        return seen.toString().equals("{value=x}");
    }

    @Override
    public void begin(boolean isObject, @Nullable Object owner) {
        seen.append('{');
    }

    @Override
    public void end() {
        seen.append('}');
    }

    @Override
    public void name(String name) {
        seen.append(name).append('=');
    }

    @Override
    public void string(String value) {
        seen.append(value);
    }

    @Override
    public void number(long value) {
        seen.append('#').append(value);
    }

    @Override
    public void number(double value) {
        seen.append('#').append(value);
    }

    @Override
    public void numeral(String text) {
        seen.append(text);
    }

    @Override
    public void value(@Nullable Object value) {
        seen.append(value);
    }

    @Override
    public boolean refuses(Object owner) {
        return false;
    }

    @Override
    public long mark() {
        return seen.length();
    }

    @Override
    public void recover(long mark, String name, Throwable failure) {
        throw new IllegalStateException(failure);
    }

    @Override
    public boolean isStopped() {
        return false;
    }
}
