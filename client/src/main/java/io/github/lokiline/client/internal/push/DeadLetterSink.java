package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.DeadLetter;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.io.IOException;
import java.time.Instant;

/** Passes the entries that Loki refuses for good to the listener and the dead letter file. Owned by the delivery thread. */
final class DeadLetterSink {
    private final PipelineContext context;

    DeadLetterSink(PipelineContext context) {
        this.context = context;
    }

    void open() {
        use(DeadLetterFile::open);
    }

    /** Passes on all entries of a batch. */
    void add(Batch batch, String reason) {
        for (byte[] entry : PushRequestEncoder.entries(batch.content().body())) {
            long epochNanos = EntryCodec.time(entry);
            Instant time = Instant.ofEpochSecond(0, epochNanos);
            add(new DeadLetter(
                    batch.stream().tenant().id(), batch.stream().labels(), time, EntryCodec.line(entry), reason));
        }
    }

    private void add(DeadLetter letter) {
        try {
            context.settings().listener().deadLetter(letter);
        } catch (Throwable e) {
            // The application's own code: its failure with a dead letter must not cost live entries.
            context.reporter()
                    .warn(
                            "dead_letter",
                            "a listener failed on a dead letter: "
                                    + e.getClass().getName());
        }
        use(file -> file.append(letter));
    }

    private void use(FileAction action) {
        try {
            DeadLetterFile file = context.settings().deadLetterFile();
            if (file != null) {
                action.apply(file);
            }
        } catch (IOException | RuntimeException | Error e) {
            context.reporter().warn("dead_letter_file", "deadLetterFile cannot be written: " + e);
        }
    }

    @FunctionalInterface
    private interface FileAction {
        void apply(DeadLetterFile file) throws IOException;
    }
}
