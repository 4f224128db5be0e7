package io.github.lokiline.client.internal.engine;

/**
 * A JVM shutdown hook that flushes, so that a process which simply returns from {@code main} delivers its last line.
 * Immutable.
 */
public final class ShutdownHook {
    private final Thread thread;

    private ShutdownHook(Runnable flush) {
        thread = new Thread(null, flush, InternalThread.EXIT, 0, false);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    /** Puts a hook in place; without effect when the JVM exits already, for then closing is what flushes. */
    public static ShutdownHook add(Runnable flush) {
        ShutdownHook hook = new ShutdownHook(flush);
        try {
            Runtime.getRuntime().addShutdownHook(hook.thread);
            return hook;
        } catch (IllegalStateException exiting) {
            return hook;
        }
    }

    public void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException exiting) {
            // Too late to take it out: it runs, finds nothing queued and ends.
            assert jvmIsExiting();
        }
    }

    /** Returns whether the JVM exits: from then on it accepts no hook, and there is no other way to find out. */
    public static boolean jvmIsExiting() {
        Thread probe = new Thread("lokiline-probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException exiting) {
            return true;
        }
    }
}
