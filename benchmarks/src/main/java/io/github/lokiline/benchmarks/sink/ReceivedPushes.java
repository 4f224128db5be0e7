package io.github.lokiline.benchmarks.sink;

import com.github.loki4j.pkg.loki.protobuf.Push.EntryAdapter;
import com.github.loki4j.pkg.loki.protobuf.Push.PushRequest;
import com.github.loki4j.pkg.loki.protobuf.Push.StreamAdapter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.xerial.snappy.Snappy;

/** The pushes that the {@link SinkServer} received. Thread-safe. */
final class ReceivedPushes {

    private final List<byte[]> bodies = new ArrayList<>();
    private long bodyBytes;
    private long headerBytes;
    private int refused;
    private long lastMillis;

    synchronized void forget() {
        bodies.clear();
        bodyBytes = 0;
        headerBytes = 0;
        refused = 0;
        lastMillis = 0;
    }

    /** Keeps the body of an accepted push, which the contender then counts as delivered. */
    synchronized void take(HttpExchange exchange, byte[] body, boolean accepted) {
        if (!accepted) {
            refused++;
            return;
        }
        bodies.add(body);
        bodyBytes += body.length;
        headerBytes += headerBytes(exchange);
        lastMillis = System.currentTimeMillis();
    }

    /** Records a push, accepted or not. */
    synchronized int pushes() {
        return bodies.size() + refused;
    }

    /**
     * Returns all figures in one line, each as {@code name=value}.
     *
     * @param sent the lines with numbers below it should have arrived
     */
    synchronized String report(int sent) throws IOException {
        Arrivals arrivals = new Arrivals();
        long entries = 0;
        for (byte[] body : bodies) {
            for (StreamAdapter stream :
                    PushRequest.parseFrom(Snappy.uncompress(body)).getStreamsList()) {
                entries += stream.getEntriesCount();
                stream.getEntriesList().stream().map(EntryAdapter::getLine).forEach(arrivals::take);
            }
        }
        return "arrived=%d missing=%d firstMissing=%d lastMissing=%d repeated=%d entries=%d pushes=%d bodyBytes=%d headerBytes=%d lastMillis=%d"
                .formatted(
                        arrivals.distinct(),
                        arrivals.missingOf(sent),
                        arrivals.firstMissing(),
                        arrivals.lastMissingOf(sent),
                        arrivals.repeated(),
                        entries,
                        bodies.size(),
                        bodyBytes,
                        headerBytes,
                        lastMillis);
    }

    /** Returns the size in HTTP/1.1: the request line, {@code Name: value} lines, an empty line. */
    private static long headerBytes(HttpExchange exchange) {
        long bytes = ("POST  HTTP/1.1\r\n\r\n" + exchange.getRequestURI()).length();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            for (String value : header.getValue()) {
                bytes += (header.getKey() + ": " + value + "\r\n").length();
            }
        }
        return bytes;
    }
}
