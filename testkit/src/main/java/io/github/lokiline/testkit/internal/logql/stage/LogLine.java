package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.wire.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A line on its way through a query, and the labels it gathers. Owned by one thread. */
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

    /** The label is the line's number from now on, and no label any more. */
    void unwrap(String label, double number) {
        sample = number;
        if (parsed.remove(label) == null && metadata.remove(label) == null) {
            stream.remove(label);
        }
    }

    /** A filter has looked at the fault: then it is none for a query for numbers. */
    void askForError() {
        askedForItsError = true;
    }

    /** What a query for numbers fails of; empty for nothing. */
    public String failure() {
        return askedForItsError ? "" : parsed.getOrDefault(ERROR, "");
    }

    public double sample() {
        return sample;
    }

    /** The labels of its stream. */
    public Map<String, String> stream() {
        return stream;
    }

    /** The metadata, under the names a query gives it. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** What the query's own steps added. */
    public Map<String, String> parsed() {
        return parsed;
    }

    /** All labels together, by which Loki groups its answer. */
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

    /** Adds what a parser found; a name that labels or metadata have already gets {@code _extracted} behind it. */
    void extract(String name, String value) {
        if (!name.isEmpty()) {
            parsed.put(metadata.containsKey(name) ? name + ALREADY_THERE : free(name), value);
        }
    }

    private String free(String name) {
        return stream.containsKey(name) ? name + ALREADY_THERE : name;
    }

    /** Notes the first fault; the line goes on, so that the query can ask for {@code __error__}. */
    void fail(String error, String details) {
        if (parsed.putIfAbsent(ERROR, error) == null) {
            parsed.put(ERROR_DETAILS, details);
        }
    }

    /** A field's name as a label's: what is no letter or digit becomes {@code _}, and so does the lack of a letter first. */
    static String labelName(String field) {
        String clean = field.strip().replaceAll("[^a-zA-Z0-9_]", "_");
        return !clean.isEmpty() && Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    }
}
