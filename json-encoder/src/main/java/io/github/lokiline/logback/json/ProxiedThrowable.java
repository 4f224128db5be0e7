package io.github.lokiline.logback.json;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of which the event kept only a description, as events from another JVM do, so that its trace
 * is rendered like any other. Owned by the thread that encodes.
 */
final class ProxiedThrowable extends Throwable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Deeper than any real chain; a description may be cyclic without saying so. */
    private static final int MAX_DEPTH = 64;

    private final String text;
    private final @Nullable ProxiedThrowable cause;

    ProxiedThrowable(IThrowableProxy proxy) {
        this(proxy, 0);
    }

    private ProxiedThrowable(IThrowableProxy proxy, int depth) {
        super(null, null, true, true);
        this.text = text(proxy);
        setStackTrace(frames(proxy));
        boolean goesOn = depth < MAX_DEPTH && !proxy.isCyclic();
        this.cause = goesOn && proxy.getCause() != null ? new ProxiedThrowable(proxy.getCause(), depth + 1) : null;
        IThrowableProxy[] suppressed = proxy.getSuppressed();
        for (int i = 0; goesOn && suppressed != null && i < suppressed.length; i++) {
            addSuppressed(new ProxiedThrowable(suppressed[i], depth + 1));
        }
    }

    @Override
    public synchronized @Nullable Throwable getCause() {
        return cause;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the class shown is not this one
    public String toString() {
        return text;
    }

    private static String text(IThrowableProxy proxy) {
        String own = proxy.getOverridingMessage();
        if (own != null) {
            return own;
        }
        String headline =
                proxy.getMessage() == null ? proxy.getClassName() : proxy.getClassName() + ": " + proxy.getMessage();
        return proxy.isCyclic() ? "[circular reference: " + headline + "]" : headline;
    }

    private static StackTraceElement[] frames(IThrowableProxy proxy) {
        StackTraceElementProxy[] frames = proxy.getStackTraceElementProxyArray();
        int size = frames == null || proxy.isCyclic() ? 0 : frames.length;
        StackTraceElement[] elements = new StackTraceElement[size];
        for (int i = 0; i < size; i++) {
            elements[i] = frames[i].getStackTraceElement();
        }
        return elements;
    }
}
