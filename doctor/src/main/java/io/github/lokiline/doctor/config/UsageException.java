package io.github.lokiline.doctor.config;

import java.io.Serial;
import java.util.List;

/** An error of the command line or the configuration that prevents all checks. Immutable. */
public final class UsageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> messages;

    public UsageException(String message) {
        this(List.of(message));
    }

    public UsageException(List<String> messages) {
        super(String.join("\n", messages), null, false, false);
        this.messages = List.copyOf(messages);
    }

    public List<String> messages() {
        return messages;
    }
}
