package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.wire.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A line during a query, with the labels that stages have added. Owned by one thread. */
public final class LogLine {

    static final String ERROR = "__error__";
    static final String ERROR_DETAILS = "__error_details__";
    private static final String ALREADY_THERE = "_extracted";

    private String text;
    private final Map<String, String> stream = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private final Map<String, String> parsed = new TreeMap<>();
    private double sample;
    private boolean askedForItsError;

    public LogLine(String text, List<Label> labels, List<Label> metadata) {
        this.text = text;
        labels.forEach(label -> stream.put(label.name(), label.value()));
        metadata.forEach(label -> this.metadata.put(free(label.name()), label.value()));
    }

    public String text() {
        return text;
    }

    void rewrite(String other) {
        text = other;
    }

    /** Turns a label into the line's number. */
    void unwrap(String label, double number) {
        sample = number;
        if (parsed.remove(label) == null && metadata.remove(label) == null) {
            stream.remove(label);
        }
    }

    /** Records that a filter tests the error label, so that the error does not fail a query for numbers. */
    void askForError() {
        askedForItsError = true;
    }

    /** Returns the error that fails a query for numbers; empty if there is none. */
    public String failure() {
        return askedForItsError ? "" : parsed.getOrDefault(ERROR, "");
    }

    public double sample() {
        return sample;
    }

    /** Returns the labels of the stream. */
    public Map<String, String> stream() {
        return stream;
    }

    /** Returns the metadata, under the names that queries use. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Returns the labels that stages have added. */
    public Map<String, String> parsed() {
        return parsed;
    }

    /** Returns all labels, by which Loki groups its response. */
    public Map<String, String> labels() {
        Map<String, String> all = new TreeMap<>(stream);
        all.putAll(metadata);
        all.putAll(parsed);
        return all;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(parsed.get(name))
                .or(() -> Optional.ofNullable(metadata.get(name)))
                .or(() -> Optional.ofNullable(stream.get(name)));
    }

    /** Adds a parsed field; a name that labels or metadata have already gets the suffix {@code _extracted}. */
    void extract(String name, String value) {
        if (!name.isEmpty()) {
            parsed.put(metadata.containsKey(name) ? name + ALREADY_THERE : free(name), value);
        }
    }

    private String free(String name) {
        return stream.containsKey(name) ? name + ALREADY_THERE : name;
    }

    /** Records the first error; evaluation continues, so that the query can test {@code __error__}. */
    void fail(String error, String details) {
        if (parsed.putIfAbsent(ERROR, error) == null) {
            parsed.put(ERROR_DETAILS, details);
        }
    }

    /**
     * Converts a field's name to a label's: replaces other characters than letters and digits by {@code _}, and
     * prepends {@code _} if the first is not a letter.
     */
    static String labelName(String field) {
        String clean = field.strip().replaceAll("[^a-zA-Z0-9_]", "_");
        return !clean.isEmpty() && Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    }
}
