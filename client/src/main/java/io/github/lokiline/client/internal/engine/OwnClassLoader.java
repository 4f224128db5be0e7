package io.github.lokiline.client.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The class loader of this library, which a servlet container closes when it undeploys the application. Stateless.
 */
public final class OwnClassLoader {
    private OwnClassLoader() {}

    /** Returns whether it may be closed before the JVM ends: afterwards its threads can load no class. */
    public static boolean mayBeClosed() {
        return mayBeClosed(OwnClassLoader.class.getClassLoader());
    }

    static boolean mayBeClosed(@Nullable ClassLoader loader) {
        for (ClassLoader lasting = ClassLoader.getSystemClassLoader(); lasting != null; lasting = lasting.getParent()) {
            if (loader == lasting) {
                return false;
            }
        }
        // The loader of an executable jar lives as long as the JVM.
        return loader != null && !loader.getClass().getName().startsWith("org.springframework.boot.loader.");
    }
}
