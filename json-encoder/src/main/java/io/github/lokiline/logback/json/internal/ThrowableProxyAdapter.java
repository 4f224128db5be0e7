package io.github.lokiline.logback.json.internal;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.github.lokiline.json.spi.ThrowableStub;
import java.io.Serial;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Represents an exception of which the event has only a description, such as one from another JVM, so that its stack
 * trace is rendered like any other. Used by the encoding thread only.
 *
 * <p>Each description has one adapter, so that a cause that refers back to itself is detected as circular.
 */
final class ThrowableProxyAdapter extends ThrowableStub {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final StackTraceElement[] NO_FRAMES = {};

    private final transient IThrowableProxy proxy;
    private final transient Map<IThrowableProxy, ThrowableProxyAdapter> known;

    private ThrowableProxyAdapter(IThrowableProxy proxy, Map<IThrowableProxy, ThrowableProxyAdapter> known) {
        super(String.valueOf(proxy.getClassName()), proxy.getMessage());
        this.proxy = proxy;
        this.known = known;
    }

    static Throwable of(IThrowableProxy proxy) {
        return of(proxy, new IdentityHashMap<>());
    }

    private static ThrowableProxyAdapter of(IThrowableProxy proxy, Map<IThrowableProxy, ThrowableProxyAdapter> known) {
        ThrowableProxyAdapter adapter = known.get(proxy);
        if (adapter == null) {
            adapter = new ThrowableProxyAdapter(proxy, known);
            known.put(proxy, adapter);
            adapter.addAll(proxy.getSuppressed());
        }
        return adapter;
    }

    private void addAll(IThrowableProxy @Nullable [] suppressed) {
        for (int i = 0; suppressed != null && i < suppressed.length; i++) {
            ThrowableProxyAdapter adapter = suppressed[i] == null ? this : of(suppressed[i], known);
            if (adapter != this) {
                addSuppressed(adapter);
            }
        }
    }

    @Override
    public synchronized @Nullable Throwable getCause() {
        IThrowableProxy cause = proxy.isCyclic() ? null : proxy.getCause();
        return cause == null ? null : of(cause, known);
    }

    /** Returns the frames; those missing from the description are null, which traces leave out. */
    @Override
    public @Nullable StackTraceElement[] getStackTrace() {
        StackTraceElementProxy[] frames = proxy.getStackTraceElementProxyArray();
        if (frames == null || proxy.isCyclic()) {
            return NO_FRAMES;
        }
        @Nullable StackTraceElement[] elements = new StackTraceElement[frames.length];
        for (int i = 0; i < frames.length; i++) {
            elements[i] = frames[i] == null ? null : frames[i].getStackTraceElement();
        }
        return elements;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // reports the described class, not this one
    public String toString() {
        String overriding = overridingMessage();
        String headline = overriding == null ? super.toString() : overriding;
        return proxy.isCyclic() ? "[circular reference: " + headline + "]" : headline;
    }

    /** Returns the overriding message, which Logback 1.5.20 and earlier does not have. */
    private @Nullable String overridingMessage() {
        try {
            return proxy.getOverridingMessage();
        } catch (NoSuchMethodError | AbstractMethodError older) {
            return null;
        }
    }
}
