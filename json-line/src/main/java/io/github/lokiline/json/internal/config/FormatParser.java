package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.spi.PropertyParser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the field names of python-json-logger's formats, in order, and ignores the rest. Stateless.
 *
 * <pre>{@code
 * %(asctime)s %(levelname)8s     {asctime} {levelname:>8}     $asctime ${levelname}     asctime, levelname
 * }</pre>
 */
final class FormatParser {
    private static final Pattern PERCENT = Pattern.compile("%\\((.+?)\\)");
    private static final Pattern BRACE = Pattern.compile("\\{([^{}:!]+)(?:[:!][^{}]*)?\\}");
    private static final Pattern DOLLAR = Pattern.compile("\\$(?:\\{([^{}]+)\\}|([A-Za-z_][A-Za-z0-9_]*))");

    /** Characters that no name has: blanks, and the rest of an incomplete format. */
    private static final Pattern STRANGE = Pattern.compile("[\\s%{}$]");

    private FormatParser() {}

    static List<String> parse(String format, PropertyParser settings) {
        Set<String> names = new LinkedHashSet<>();
        if (PERCENT.matcher(format).find()) {
            collect(PERCENT, format, names);
        } else if (DOLLAR.matcher(format.replace("$$", "")).find()) {
            collect(DOLLAR, format.replace("$$", ""), names);
        } else if (BRACE.matcher(format).find()) {
            collect(BRACE, format, names);
        } else {
            names.addAll(settings.list("format", format));
        }
        if (names.isEmpty()
                || names.stream().anyMatch(name -> STRANGE.matcher(name).find())) {
            settings.fault(
                    "format",
                    format,
                    "names no field",
                    "write %(asctime)s %(message)s, {asctime} {message}, $asctime $message or asctime,message");
        }
        return List.copyOf(names);
    }

    private static void collect(Pattern pattern, String format, Set<String> names) {
        Matcher matcher = pattern.matcher(format);
        while (matcher.find()) {
            String name = matcher.group(1);
            names.add((name == null ? matcher.group(2) : name).strip());
        }
    }
}
