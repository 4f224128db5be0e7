package io.github.lokiline.logback.json.internal;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.github.lokiline.json.spi.ThrowableStub;
import java.io.Serial;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of which the event kept only a description, as events from another JVM do, so that its trace
 * is rendered like any other. Owned by the thread that encodes.
 *
 * <p>A description shows always the same stand-in: one that is its own cause is seen to be.
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
        ThrowableProxyAdapter made = known.get(proxy);
        if (made == null) {
            made = new ThrowableProxyAdapter(proxy, known);
            known.put(proxy, made);
            made.addAll(proxy.getSuppressed());
        }
        return made;
    }

    private void addAll(IThrowableProxy @Nullable [] suppressed) {
        for (int i = 0; suppressed != null && i < suppressed.length; i++) {
            ThrowableProxyAdapter one = of(suppressed[i], known);
            if (one != this) {
                addSuppressed(one);
            }
        }
    }

    @Override
    public synchronized @Nullable Throwable getCause() {
        IThrowableProxy cause = proxy.isCyclic() ? null : proxy.getCause();
        return cause == null ? null : of(cause, known);
    }

    @Override
    public StackTraceElement[] getStackTrace() {
        StackTraceElementProxy[] frames = proxy.getStackTraceElementProxyArray();
        if (frames == null || proxy.isCyclic()) {
            return NO_FRAMES;
        }
        StackTraceElement[] elements = new StackTraceElement[frames.length];
        for (int i = 0; i < frames.length; i++) {
            elements[i] = frames[i].getStackTraceElement();
        }
        return elements;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the class shown is not this one
    public String toString() {
        String own = overridingMessage();
        String headline = own == null ? super.toString() : own;
        return proxy.isCyclic() ? "[circular reference: " + headline + "]" : headline;
    }

    /** Logback 1.5.20 and older, and descriptions made for them, do not know such a thing. */
    private @Nullable String overridingMessage() {
        try {
            return proxy.getOverridingMessage();
        } catch (NoSuchMethodError | AbstractMethodError older) {
            return null;
        }
    }
}
