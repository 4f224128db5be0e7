package io.github.lokiline.doctor.config;

import java.io.Serial;
import java.util.List;

/** There is nothing to check before the command line or the configuration is mended. Immutable. */
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
