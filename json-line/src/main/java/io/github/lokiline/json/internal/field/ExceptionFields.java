package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.trace.ExceptionMatcher;
import io.github.lokiline.json.internal.trace.ThrowableHeader;
import org.jspecify.annotations.Nullable;

/** The parts of an exception that have fields of their own, null without an exception. Immutable. */
final class ExceptionFields {
    /** More causes than any real chain has; a chain may be a ring. */
    private static final int MAX_CAUSES = 1000;

    private final @Nullable ExceptionMatcher hidden;

    ExceptionFields(@Nullable ExceptionMatcher hidden) {
        this.hidden = hidden;
    }

    static @Nullable String type(@Nullable Throwable thrown) {
        return thrown == null ? null : ThrowableHeader.name(thrown);
    }

    @Nullable
    String message(@Nullable Throwable thrown) {
        return thrown == null || (hidden != null && hidden.matches(thrown)) ? null : thrown.getLocalizedMessage();
    }

    /** Returns the last cause; of a ring of causes, one of them. */
    static @Nullable Throwable root(@Nullable Throwable thrown) {
        Throwable root = thrown;
        for (int i = 0; root != null && root.getCause() != null && i < MAX_CAUSES; i++) {
            root = root.getCause();
        }
        return root;
    }
}
