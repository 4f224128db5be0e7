package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.json.spi.ThrowableStub;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Matches classes and their subclasses by name. Thread-safe; each class is compared with the names once.
 *
 * <p>A name is written in full ({@code java.sql.SQLException}), alone ({@code SQLException}), or with {@code *} for any
 * characters ({@code com.acme.*}).
 */
public final class ExceptionMatcher {
    private static final Pattern LEGAL = Pattern.compile("[\\p{javaJavaIdentifierPart}.*]+");

    private final Pattern names;

    /** Holds objects of the JDK only, so that it keeps no class loader of an application alive. */
    private final ClassValue<Boolean> decided = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return decide(type);
        }
    };

    private ExceptionMatcher(Pattern names) {
        this.names = names;
    }

    /** Reads a list of names; null if it is empty. */
    public static @Nullable ExceptionMatcher parse(String property, @Nullable String text, PropertyParser settings) {
        List<String> patterns = new ArrayList<>();
        for (String name : settings.list(property, text)) {
            if (!LEGAL.matcher(name).matches()) {
                settings.fault(
                        property,
                        name,
                        "not the name of a class",
                        "write names such as java.sql.SQLException, SQLException, com.acme.*");
                continue;
            }
            patterns.add(pattern(name));
        }
        return patterns.isEmpty() ? null : new ExceptionMatcher(Pattern.compile(String.join("|", patterns)));
    }

    public boolean matches(Throwable thrown) {
        return thrown instanceof ThrowableStub described
                ? matches(described.className())
                : decided.get(thrown.getClass());
    }

    private boolean decide(Class<?> type) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            if (matches(at.getName())) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String name) {
        return names.matcher(name).matches();
    }

    private static String pattern(String name) {
        String quoted = "\\Q" + name.replace("*", "\\E.*\\Q") + "\\E";
        return name.indexOf('.') < 0 ? "(?:.*[.$])?" + quoted : quoted;
    }
}
