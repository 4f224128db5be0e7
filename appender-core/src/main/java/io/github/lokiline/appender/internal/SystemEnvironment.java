package io.github.lokiline.appender.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the appender asks of the process around it. Immutable.
 *
 * @param variable an environment variable
 * @param property a system property
 * @param hostFile where the system keeps the host's name
 * @param lookup asks the network for the host's name; may take long; null when it does not know
 */
public record SystemEnvironment(
        Function<String, @Nullable String> variable,
        Function<String, @Nullable String> property,
        Path hostFile,
        HostLookup lookup) {

    /** Asks the network. */
    @FunctionalInterface
    interface HostLookup {
        String name() throws UnknownHostException;
    }

    public static SystemEnvironment ofProcess() {
        return new SystemEnvironment(
                System::getenv,
                System::getProperty,
                Path.of("/etc/hostname"),
                () -> InetAddress.getLocalHost().getHostName());
    }
}
