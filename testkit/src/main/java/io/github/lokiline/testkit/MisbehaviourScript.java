package io.github.lokiline.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Which push is met by which misbehaviour, and the gate behind which pushes wait. Thread-safe. */
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

    /** Ends all misbehaviour, that under way too. */
    synchronized void behave() {
        queue.clear();
        always = Optional.empty();
        release();
    }

    /** Lets go of every push that is being held. */
    synchronized void release() {
        releases++;
        notifyAll();
    }

    /** Takes the first that fits from the queue; else the one that always holds, if it fits. */
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

    /** How often pushes were let go so far: to be asked before anybody can know that a push is about to be held. */
    synchronized int releases() {
        return releases;
    }

    /** Waits until released after {@code before}. */
    synchronized void hold(int before) throws InterruptedException {
        while (releases == before) {
            wait();
        }
    }

    /** Waits until released after {@code before}, or the time is over. */
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
