package io.github.lokiline.testkit.internal.ingest;

import io.github.lokiline.testkit.internal.logql.stage.LogfmtReader;
import io.github.lokiline.testkit.internal.wire.JsonReader;
import io.github.lokiline.testkit.internal.wire.JsonReader.MalformedJsonException;
import io.github.lokiline.testkit.internal.wire.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Determines the {@code detected_level} that Loki adds to an entry's metadata. Stateless, thread-safe.
 *
 * <p>Sources in this order: a {@code detected_level} from the client; a label, then metadata, with one of the usual
 * names of a level; OpenTelemetry's {@code severity_number}; the line as JSON, as logfmt, as words. Source: Loki's
 * {@code pkg/distributor/field_detection.go}.
 */
public final class LevelDetector {

    private static final String DETECTED_LEVEL = "detected_level";
    private static final String UNKNOWN = "unknown";
    private static final int MAX_JSON_DEPTH = 2;
    private static final List<String> LEVEL_NAMES = List.of(
            "level",
            "LEVEL",
            "Level",
            "log.level",
            "severity",
            "SEVERITY",
            "Severity",
            "SeverityText",
            "lvl",
            "LVL",
            "Lvl",
            "severity_text",
            "Severity_Text",
            "SEVERITY_TEXT");
    private static final Map<String, String> LEVELS = Map.ofEntries(
            Map.entry("trace", "trace"),
            Map.entry("trc", "trace"),
            Map.entry("debug", "debug"),
            Map.entry("dbg", "debug"),
            Map.entry("info", "info"),
            Map.entry("inf", "info"),
            Map.entry("information", "info"),
            Map.entry("warn", "warn"),
            Map.entry("wrn", "warn"),
            Map.entry("warning", "warn"),
            Map.entry("error", "error"),
            Map.entry("err", "error"),
            Map.entry("critical", "critical"),
            Map.entry("fatal", "fatal"));
    private static final List<String> WORDS =
            List.of("trace", "debug", "fatal", "critical", "error", "err", "warning", "warn", "info");
    private static final String LEFT_OF_WORD = " \t\n[({\"'=|";
    private static final String RIGHT_OF_WORD = " \t\n[](){}:,!\"'=|";
    private static final int SEVERITIES_PER_LEVEL = 4;
    private static final List<String> SEVERITY_LEVELS = List.of("trace", "debug", "info", "warn", "error", "fatal");

    private LevelDetector() {}

    /** Returns the metadata with {@code detected_level}, appended if it was missing. */
    public static List<Label> withLevel(List<Label> labels, List<Label> metadata, String line) {
        List<Label> with = new ArrayList<>();
        metadata.forEach(label -> with.add(label.name().equals(DETECTED_LEVEL) ? normalized(label) : label));
        if (find(with, List.of(DETECTED_LEVEL)).isEmpty()) {
            with.add(new Label(DETECTED_LEVEL, detect(labels, metadata, line)));
        }
        return with;
    }

    private static Label normalized(Label label) {
        return new Label(label.name(), normalize(label.value()));
    }

    private static String detect(List<Label> labels, List<Label> metadata, String line) {
        return find(labels, LEVEL_NAMES)
                .or(() -> find(metadata, LEVEL_NAMES))
                .map(LevelDetector::normalize)
                .or(() -> find(metadata, List.of("severity_number")).map(LevelDetector::ofSeverity))
                .orElseGet(() -> ofLine(line));
    }

    private static Optional<String> find(List<Label> labels, List<String> names) {
        return names.stream()
                .flatMap(name -> labels.stream().filter(label -> label.name().equals(name)))
                .map(Label::value)
                .findFirst();
    }

    /** Returns one of Loki's seven levels, or the text itself if it names none. */
    private static String normalize(String level) {
        return LEVELS.getOrDefault(level.toLowerCase(Locale.ROOT), level);
    }

    private static String ofSeverity(String number) {
        try {
            int severity = Integer.parseInt(number);
            int level = Math.floorDiv(Math.max(severity, 1) - 1, SEVERITIES_PER_LEVEL);
            return severity == 0 || level >= SEVERITY_LEVELS.size() ? UNKNOWN : SEVERITY_LEVELS.get(level);
        } catch (NumberFormatException notANumber) {
            return "info";
        }
    }

    private static String ofLine(String line) {
        String trimmed = line.strip();
        Optional<String> value = Optional.empty();
        if (trimmed.startsWith("{") && trimmed.endsWith("}")) {
            value = ofJson(line);
        } else if (line.indexOf('=') >= 0) {
            value = ofLogfmt(line);
        }
        return value.map(text -> LEVELS.get(text.toLowerCase(Locale.ROOT))).orElseGet(() -> ofWords(line));
    }

    private static Optional<String> ofJson(String line) {
        try {
            return ofObject(new JsonReader(line), 1);
        } catch (MalformedJsonException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofObject(JsonReader json, int depth) throws MalformedJsonException {
        json.beginObject();
        for (boolean first = true; json.hasNextMember(first); first = false) {
            String name = json.nextName();
            JsonReader.Kind kind = json.peekKind();
            if (kind == JsonReader.Kind.STRING && LEVEL_NAMES.contains(name)) {
                return Optional.of(json.string());
            }
            if (kind == JsonReader.Kind.OBJECT && depth < MAX_JSON_DEPTH) {
                Optional<String> inner = ofObject(json, depth + 1);
                if (inner.isPresent()) {
                    return inner;
                }
            } else {
                json.raw();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofLogfmt(String line) {
        int best = LEVEL_NAMES.size();
        Optional<String> level = Optional.empty();
        LogfmtReader logfmt = new LogfmtReader(line);
        while (logfmt.next()) {
            int rank = rank(logfmt.key());
            if (rank < best) {
                best = rank;
                level = Optional.of(logfmt.value());
            }
        }
        return level;
    }

    private static int rank(String key) {
        for (int i = 0; i < LEVEL_NAMES.size(); i++) {
            if (LEVEL_NAMES.get(i).equalsIgnoreCase(key)) {
                return i;
            }
        }
        return LEVEL_NAMES.size();
    }

    /** Returns the level whose word comes first in the line, bounded on both sides. */
    private static String ofWords(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        int first = lower.length();
        String level = UNKNOWN;
        for (String word : WORDS) {
            int at = indexOfWord(lower, word);
            if (at >= 0 && at < first) {
                first = at;
                level = normalize(word);
            }
        }
        return level;
    }

    private static int indexOfWord(String line, String word) {
        for (int at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
            int after = at + word.length();
            boolean left = at == 0 || LEFT_OF_WORD.indexOf(line.charAt(at - 1)) >= 0;
            boolean right = after == line.length() || RIGHT_OF_WORD.indexOf(line.charAt(after)) >= 0;
            if (left && right) {
                return at;
            }
        }
        return -1;
    }
}
