package io.github.lokiline.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Assigns faults to pushes, and holds pushes back. Thread-safe. */
final class MisbehaviourScript {

    private final List<Misbehaviour> queue = new ArrayList<>();
    private Optional<Misbehaviour> always = Optional.empty();
    private int releases;

    synchronized void add(List<Misbehaviour> next) {
        queue.addAll(next);
    }

    synchronized void always(Misbehaviour misbehaviour) {
        always = Optional.of(misbehaviour);
    }

    /** Ends all faults, including those in progress. */
    synchronized void behave() {
        queue.clear();
        always = Optional.empty();
        release();
    }

    /** Releases all pushes that are held back. */
    synchronized void release() {
        releases++;
        notifyAll();
    }

    /** Removes and returns the first scheduled fault that matches; else the permanent one, if it matches. */
    synchronized Optional<Misbehaviour> next(ReceivedPush push) {
        for (Iterator<Misbehaviour> each = queue.iterator(); each.hasNext(); ) {
            Misbehaviour candidate = each.next();
            if (candidate.fits(push)) {
                each.remove();
                return Optional.of(candidate);
            }
        }
        return always.filter(misbehaviour -> misbehaviour.fits(push));
    }

    /**
     * Returns the number of releases so far; must be read before a push becomes visible, so that {@link #hold} misses
     * no release.
     */
    synchronized int releases() {
        return releases;
    }

    /** Waits for a release after {@code before}. */
    synchronized void hold(int before) throws InterruptedException {
        while (releases == before) {
            wait();
        }
    }

    /** Waits for a release after {@code before}, or until the time is over. */
    synchronized void hold(int before, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); releases == before && left > 0; left = millisUntil(deadline)) {
            wait(left);
        }
    }

    private static long millisUntil(long deadline) {
        return (deadline - System.nanoTime() + 999_999) / 1_000_000;
    }
}
