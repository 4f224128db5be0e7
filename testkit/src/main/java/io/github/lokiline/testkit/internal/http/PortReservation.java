package io.github.lokiline.testkit.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Reserves a port while nothing listens on it. Thread-safe.
 *
 * <p>The port is bound but not listened on: connections are refused, and no client gets it as its own port and connects
 * to itself.
 */
public final class PortReservation implements AutoCloseable {

    private static final long FREE_WITHIN_NANOS = 5_000_000_000L;
    private static final long PAUSE_NANOS = 1_000_000;

    private final SocketChannel channel;

    private PortReservation(SocketChannel channel) {
        this.channel = channel;
    }

    public static PortReservation of(int port) {
        long deadline = System.nanoTime() + FREE_WITHIN_NANOS;
        while (true) {
            try {
                return bound(port);
            } catch (IOException taken) {
                // a closed listener frees its port only after its thread has noticed
                if (System.nanoTime() > deadline) {
                    throw new UncheckedIOException("port " + port + " cannot be kept", taken);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static PortReservation bound(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        // connections that were just broken linger on the port; binding would otherwise fail
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        try {
            channel.bind(loopback(port));
            return new PortReservation(channel);
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
    }

    public static InetSocketAddress loopback(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
