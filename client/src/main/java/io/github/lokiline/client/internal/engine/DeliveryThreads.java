package io.github.lokiline.client.internal.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread of ours: a daemon, and known as ours so that what it logs never comes back to us. */
public final class DeliveryThreads extends Thread {

    static final String EXIT = "lokiline-exit";
    private static final String WORKER = "lokiline-worker";
    private static final String PUSH = "lokiline-push-";

    private DeliveryThreads(Runnable task, String name) {
        super(null, task, name, 0, false);
        setDaemon(true);
    }

    static DeliveryThreads worker(Runnable task) {
        return new DeliveryThreads(task, WORKER);
    }

    /** Whether one of ours is called so: an event that another thread brings shows no more than a name. */
    public static boolean isName(String name) {
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
    public static ThreadFactory pushes() {
        AtomicInteger number = new AtomicInteger();
        return task -> new DeliveryThreads(task, PUSH + number.incrementAndGet());
    }
}
