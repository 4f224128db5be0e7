package io.github.lokiline.appender.internal;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The name of this host: {@code HOSTNAME}, {@code COMPUTERNAME}, the host file, else what the network says. Thread-safe.
 * Only the last can take long, so a thread of its own asks: starting never waits.
 */
final class HostNameResolver {
    private volatile @Nullable String name;

    private HostNameResolver(@Nullable String name) {
        this.name = name;
    }

    static HostNameResolver find(SystemEnvironment around) {
        String cheap = cheap(around);
        HostNameResolver host = new HostNameResolver(cheap);
        if (cheap == null) {
            host.lookUp(around.lookup());
        }
        return host;
    }

    /** The name; null while it is not known. */
    @Nullable
    String get() {
        return name;
    }

    private static @Nullable String cheap(SystemEnvironment around) {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String value = around.variable().apply(variable);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return read(around.hostFile());
    }

    private static @Nullable String read(Path file) {
        try {
            String text = Files.isReadable(file) ? Files.readString(file).strip() : "";
            return text.isEmpty() ? null : text;
        } catch (IOException unreadable) {
            return null; // the next source is asked
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
            name = null; // the label stays away
        }
    }
}
