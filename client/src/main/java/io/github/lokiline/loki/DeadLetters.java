package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.wire.PushBody;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hands on the entries that Loki refuses for good. Owned by the worker. */
final class DeadLetters {

    private final ClientListener listener;
    private final @Nullable DeadLetterFile file;
    private final Notices notices;

    DeadLetters(ClientListener listener, @Nullable DeadLetterFile file, Notices notices) {
        this.listener = listener;
        this.file = file;
        this.notices = notices;
    }

    /** All entries of a batch are dead. */
    void add(Batch batch, String reason) {
        for (byte[] entry : PushBody.entries(batch.payload.body())) {
            long epochNanos = PushBody.time(entry);
            Instant time = Instant.ofEpochSecond(0, epochNanos);
            add(new DeadLetter(batch.stream.tenant.id, batch.stream.labels, time, PushBody.line(entry), reason));
        }
    }

    private void add(DeadLetter letter) {
        try {
            listener.deadLetter(letter);
        } catch (Throwable e) {
            // The application's own code: what it does with a dead letter is not worth a live one.
            notices.warn(
                    "dead_letter",
                    "a listener failed on a dead letter: " + e.getClass().getName());
        }
        try {
            if (file != null) {
                file.append(letter);
            }
        } catch (IOException | RuntimeException e) {
            notices.warn("dead_letter_file", "deadLetterFile cannot be written: " + e);
        }
    }
}
