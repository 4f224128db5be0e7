package io.github.lokiline.appender.internal;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name of this host: {@code HOSTNAME}, {@code COMPUTERNAME}, the host file, else the name in the network, which a
 * separate thread looks up, because that can take long and starting never waits. Thread-safe.
 */
final class HostNameResolver {
    private volatile @Nullable String name;

    private HostNameResolver(@Nullable String name) {
        this.name = name;
    }

    static HostNameResolver find(SystemEnvironment environment) {
        String cheap = cheap(environment);
        HostNameResolver host = new HostNameResolver(cheap);
        if (cheap == null) {
            host.lookUp(environment.lookup());
        }
        return host;
    }

    /** Returns the name; null while it is not known. */
    @Nullable
    String get() {
        return name;
    }

    private static @Nullable String cheap(SystemEnvironment environment) {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String value = environment.variable().apply(variable);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return read(environment.hostFile());
    }

    private static @Nullable String read(Path file) {
        try {
            String text = Files.isReadable(file) ? Files.readString(file).strip() : "";
            return text.isEmpty() ? null : text;
        } catch (IOException unreadable) {
            return null; // the next source follows
        }
    }

    private void lookUp(SystemEnvironment.HostLookup lookup) {
        Thread thread = new Thread(() -> ask(lookup), "lokiline-host-name");
        thread.setDaemon(true);
        thread.start();
    }

    private void ask(SystemEnvironment.HostLookup lookup) {
        try {
            name = lookup.name();
        } catch (UnknownHostException unknown) {
            name = null; // the label is left out
        }
    }
}
