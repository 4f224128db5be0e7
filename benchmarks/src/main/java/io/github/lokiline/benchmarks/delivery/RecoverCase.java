package io.github.lokiline.benchmarks.delivery;

import io.github.lokiline.benchmarks.contender.LineMode;
import io.github.lokiline.benchmarks.contender.LokilinePusher;
import io.github.lokiline.benchmarks.contender.PusherKind;
import java.util.concurrent.TimeUnit;

/** The restarted application: logs nothing, and ends when the spool is empty. Runs on the main thread. */
final class RecoverCase {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private RecoverCase() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + PATIENCE_NANOS;
        try (LokilinePusher pusher = (LokilinePusher) PusherKind.LOKILINE.start(LineMode.PREPARED, args[0])) {
            while (pusher.ledger().recovered() == 0
                    || pusher.ledger().spooled() + pusher.ledger().queued() > 0) {
                if (System.nanoTime() - endNanos > 0) {
                    throw new IllegalStateException("not recovered: " + pusher.ledger());
                }
                Thread.sleep(50);
            }
            System.err.println(pusher.ledger());
        }
        System.exit(0);
    }
}
