package io.github.lokiline.doctor;

import java.io.Serial;
import java.util.List;

/** There is nothing to check before the command line or the configuration is mended. Immutable. */
final class WrongUsage extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> messages;

    WrongUsage(String message) {
        this(List.of(message));
    }

    WrongUsage(List<String> messages) {
        super(String.join("\n", messages), null, false, false);
        this.messages = List.copyOf(messages);
    }

    List<String> messages() {
        return messages;
    }
}
