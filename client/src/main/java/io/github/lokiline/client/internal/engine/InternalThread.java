package io.github.lokiline.client.internal.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** An internal thread: a daemon, and recognizable, so that its own log events are never delivered. */
public final class InternalThread extends Thread {
    static final String EXIT = "lokiline-exit";
    private static final String WORKER = "lokiline-worker";
    private static final String PUSH = "lokiline-push-";

    private InternalThread(Runnable task, String name) {
        super(null, task, name, 0, false);
        setDaemon(true);
        // The creator's belongs to an application, which may be undeployed before this thread ends.
        setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    static InternalThread worker(Runnable task) {
        return new InternalThread(task, WORKER);
    }

    /** Returns whether the current thread is an internal one: its log events must not be delivered. */
    public static boolean isCurrent() {
        return Thread.currentThread() instanceof InternalThread;
    }

    /**
     * Returns whether {@code name} is the name of an internal thread ({@code lokiline-worker}, {@code lokiline-push-1},
     * {@code lokiline-exit}): an event that another thread brings shows no more than a name.
     */
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

    /** Returns a factory of threads for pushes, numbered within one client. */
    public static ThreadFactory pushes() {
        AtomicInteger number = new AtomicInteger();
        return task -> new InternalThread(task, PUSH + number.incrementAndGet());
    }
}
