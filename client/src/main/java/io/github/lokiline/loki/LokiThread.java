package io.github.lokiline.loki;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread of ours: a daemon, and known as ours so that what it logs never comes back to us. */
final class LokiThread extends Thread {

    static final String EXIT = "lokiline-exit";
    private static final String WORKER = "lokiline-worker";
    private static final String PUSH = "lokiline-push-";

    private LokiThread(Runnable task, String name) {
        super(null, task, name, 0, false);
        setDaemon(true);
    }

    static LokiThread worker(Runnable task) {
        return new LokiThread(task, WORKER);
    }

    /** Whether one of ours is called so: an event that another thread brings shows no more than a name. */
    static boolean isName(String name) {
        return name.equals(WORKER) || name.equals(EXIT) || (name.startsWith(PUSH) && isNumber(name, PUSH.length()));
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > from;
    }

    /** Threads for pushes, numbered within one client. */
    static ThreadFactory pushes() {
        AtomicInteger number = new AtomicInteger();
        return task -> new LokiThread(task, PUSH + number.incrementAndGet());
    }
}
