package io.github.lokiline.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All received pushes, in order, with their responses. Thread-safe. */
final class PushLog {

    /** A push's position in the log. Immutable. */
    record Ticket(int generation, int index) {}

    private final List<ReceivedPush> requests = new ArrayList<>();
    private final Set<Integer> settled = new HashSet<>();
    private int generation;

    synchronized Ticket received(ReceivedPush request) {
        requests.add(request);
        return new Ticket(generation, requests.size() - 1);
    }

    /** Records the response before it is sent, so that a client that has seen it finds it here. */
    synchronized void answered(Ticket ticket, int status, String text) {
        if (ticket.generation == generation) {
            requests.set(ticket.index, requests.get(ticket.index).answered(status, text));
            settle(ticket);
        }
    }

    /** Records that the push is answered or held back. */
    synchronized void settle(Ticket ticket) {
        if (ticket.generation == generation) {
            settled.add(ticket.index);
            notifyAll();
        }
    }

    synchronized List<ReceivedPush> requests() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
        settled.clear();
        generation++;
    }

    synchronized boolean await(int count, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (settled.size() < count) {
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }
}
