package io.github.lokiline.loki;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread of ours: a daemon, and known as ours so that what it logs never comes back to us. */
final class LokiThread extends Thread {

    private LokiThread(Runnable task, String name) {
        super(null, task, name, 0, false);
        setDaemon(true);
    }

    static LokiThread worker(Runnable task) {
        return new LokiThread(task, "lokiline-worker");
    }

    /** Threads for pushes, numbered within one client. */
    static ThreadFactory pushes() {
        AtomicInteger number = new AtomicInteger();
        return task -> new LokiThread(task, "lokiline-push-" + number.incrementAndGet());
    }
}
