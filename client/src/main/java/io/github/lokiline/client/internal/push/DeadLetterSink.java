package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.DeadLetter;
import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hands on the entries that Loki refuses for good. Owned by the worker. */
public final class DeadLetterSink {

    private final DeliveryListener listener;
    private final @Nullable DeadLetterFile file;
    private final RateLimitedReporter notices;

    public DeadLetterSink(DeliveryListener listener, @Nullable DeadLetterFile file, RateLimitedReporter notices) {
        this.listener = listener;
        this.file = file;
        this.notices = notices;
    }

    /** All entries of a batch are dead. */
    void add(Batch batch, String reason) {
        for (byte[] entry : PushRequestEncoder.entries(batch.payload.body())) {
            long epochNanos = EntryCodec.time(entry);
            Instant time = Instant.ofEpochSecond(0, epochNanos);
            add(new DeadLetter(batch.stream.tenant.id, batch.stream.labels, time, EntryCodec.line(entry), reason));
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
