package io.github.lokiline.appender.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sources of names in the environment of the process. Immutable.
 *
 * @param variable returns an environment variable
 * @param property returns a system property
 * @param hostFile the system's file with the name of the host
 * @param lookup looks up the name of the host in the network, which may take long
 */
public record SystemEnvironment(
        Function<String, @Nullable String> variable,
        Function<String, @Nullable String> property,
        Path hostFile,
        HostLookup lookup) {
    /** Looks up the name of the host. */
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
