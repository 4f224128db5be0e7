package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The frames that a stack trace leaves out, or ends behind. Immutable. {@link FrameCache} keeps its decisions, which are
 * expensive.
 *
 * <p>Shape: a prefix of {@code com.acme.Svc.handle}, or {@code /a regular expression/} that is found in it.
 */
public final class FrameFilter {
    private final List<Predicate<String>> places = new ArrayList<>();

    private FrameFilter() {}

    /** Reads a list of prefixes and regular expressions; null if it is empty. */
    public static @Nullable FrameFilter parse(String property, @Nullable String text, PropertyParser settings) {
        FrameFilter filter = new FrameFilter();
        for (String item : items(settings.text(property, text, ""))) {
            filter.add(property, item, settings);
        }
        return filter.places.isEmpty() ? null : filter;
    }

    boolean matches(StackTraceElement frame) {
        String place = frame.getClassName() + '.' + frame.getMethodName();
        // No stream: it would load its classes where the first exception is logged.
        for (Predicate<String> listed : places) {
            if (listed.test(place)) {
                return true;
            }
        }
        return false;
    }

    private void add(String property, String item, PropertyParser settings) {
        if (isPattern(item)) {
            try {
                places.add(Pattern.compile(item.substring(1, item.length() - 1)).asPredicate());
            } catch (PatternSyntaxException e) {
                settings.fault(property, item, "no regular expression: " + e.getDescription(), "correct it");
            }
            return;
        }
        String prefix = item.endsWith("*") ? item.substring(0, item.length() - 1) : item;
        if (prefix.isEmpty() || prefix.indexOf('*') >= 0 || prefix.indexOf('/') >= 0) {
            settings.fault(
                    property,
                    item,
                    "neither the beginning of a class name nor a regular expression",
                    "write com.acme. or /com[.]acme[.].*Proxy/");
        }
        places.add(place -> place.startsWith(prefix));
    }

    /** Splits at commas and line ends, but not at the commas inside {@code /.../}. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String open = "";
            for (String part : line.split(",", -1)) {
                open = open.isEmpty() ? part.strip() : open + "," + part.stripTrailing();
                if (!open.startsWith("/") || isPattern(open)) {
                    items.add(open);
                    open = "";
                }
            }
            items.add(open);
        }
        items.removeIf(String::isEmpty);
        return items;
    }

    private static boolean isPattern(String item) {
        return item.length() > 2 && item.startsWith("/") && item.endsWith("/");
    }
}
