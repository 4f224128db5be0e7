package io.github.lokiline.json.internal.trace;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the exceptions that JDBC drivers chain beside the causes, as those of each statement of a batch. Stateless. A
 * runtime image may lack {@code java.sql}, so that only {@link ThrowableChain} touches this class, and guards it.
 */
final class SqlExceptions {
    private SqlExceptions() {}

    static @Nullable Throwable next(Throwable thrown) {
        return thrown instanceof SQLException failure ? failure.getNextException() : null;
    }
}
