package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.http.PushSender;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns batches, streams and gates. Producers only offer entries and, when it sleeps and there is
 * reason to, wake it; answers and requests reach it as tasks. It never polls: it sleeps until the next batch is due, the
 * next probe may go, or somebody wakes it.
 *
 * <p>It survives every {@link Throwable}: counts it, makes a new sender, goes on. A worker that died would be a queue
 * that fills and a shutdown that hangs.
 */
public final class DeliveryThread {

    private static final long PAUSE_AFTER_MISTAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Clock time;
    private final RateLimitedReporter notices;
    private final DeliveryPipeline pipeline;
    private final Intake intake;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final DeliverySignal wakeup;
    private final Runnable atEnd;
    private volatile boolean stopping;
    /** The thread takes nothing more: what still comes is for whoever brings it. */
    private volatile boolean over;
    /** What is left here is about to pass to the heir. */
    private volatile boolean leaving;

    private boolean draining;
    private long drainUntilNanos;
    private @Nullable DeliveryThread heir;
    /** The heir as it was named, which this worker may not have heard of yet. */
    private volatile @Nullable DeliveryThread named;

    private @Nullable DeliveryThread predecessor;
    /** Pipelines that left something on disk to us when we had ended ourselves. */
    private final Queue<DeliveryPipeline> unclaimed = new ConcurrentLinkedQueue<>();

    /**
     * Creates the thread; {@link #start} starts it.
     *
     * @param atEnd runs last, on this thread
     */
    public DeliveryThread(PipelineContext shared, Supplier<PushSender> senders, Runnable atEnd) {
        this.time = shared.time();
        this.notices = shared.notices();
        this.atEnd = atEnd;
        this.pipeline = new DeliveryPipeline(shared, senders, this::answered);
        this.intake = new Intake(shared, pipeline);
        this.thread = DeliveryThreads.worker(this::run);
        this.wakeup = new DeliverySignal(thread, shared.settings().batchMaxBytes(), shared.budget());
    }

    /** Any thread. */
    public PipelineStatus standing() {
        return pipeline.standing();
    }

    public void start() {
        thread.start();
    }

    /** To be called before the first offer: {@code task} runs once, on the worker's thread, when an entry has come. */
    public void atFirstEntry(Runnable task) {
        intake.atFirstEntry(task);
    }

    /** Any thread: hands an entry over. {@code usedBytes} is what the budget holds with it. */
    public void offer(QueuedEntry entry, long usedBytes) {
        intake.offer(entry);
        wakeup.entryOffered(entry.urgent, usedBytes);
        if (hasEnded()) {
            finish();
        }
    }

    /** Any thread: there was no room; closing and compressing what is open may make some. */
    public void roomWanted() {
        wakeup.wake();
    }

    /** Any thread: everything offered before is to be settled; the request tells when it is. */
    public FlushRequest flush(boolean orSafe) {
        FlushRequest request = new FlushRequest(orSafe);
        execute(() -> {
            takeAll();
            pipeline.flush(request);
        });
        return request;
    }

    /** Any thread: everything offered before, and all that comes, goes to disk. */
    public FlushRequest save() {
        execute(() -> {
            takeAll();
            pipeline.save();
        });
        return flush(true);
    }

    /** Any thread: ends the worker; what is left goes to disk, or is counted as dropped. */
    public void stop() {
        stopping = true;
        wakeup.wake();
    }

    /** Any thread: ends the worker once all is settled, or handed to an heir, or {@code nanos} are over. */
    public void stopWhenDrained(long nanos) {
        leaving = true;
        execute(() -> {
            heir = heirHasEnded() ? null : heir;
            draining = true;
            drainUntilNanos = time.nanos() + nanos;
            takeAll();
            pipeline.flush(new FlushRequest(true));
        });
    }

    /** Any thread: what Loki does not take from a draining worker goes to {@code successor}. */
    public void bequeath(DeliveryThread successor) {
        named = successor;
        successor.execute(() -> successor.predecessor = this);
        execute(() -> {
            heir = successor;
            if (over) {
                letGo();
            }
        });
    }

    /** Any thread: the heir was closed while this worker went on, so that whatever is left needs another. */
    public boolean heirHasEnded() {
        DeliveryThread successor = named;
        return successor != null && successor.hasEnded();
    }

    public boolean awaitEnd(long nanos) throws InterruptedException {
        return ended.await(nanos, TimeUnit.NANOSECONDS);
    }

    private boolean hasEnded() {
        return over;
    }

    private void execute(Runnable task) {
        tasks.add(task);
        wakeup.wake();
        if (hasEnded()) {
            finish();
        }
    }

    private void answered(Batch batch, PushResponse response) {
        execute(() -> pipeline.answered(batch, response, time.nanos()));
    }

    private void run() {
        try {
            openBacklog();
            while (!stopping) {
                try {
                    turn();
                } catch (Throwable e) {
                    survive(e);
                }
            }
        } finally {
            end();
        }
    }

    private void openBacklog() {
        try {
            pipeline.openBacklog();
        } catch (Throwable e) {
            survive(e);
        }
    }

    private void turn() {
        runTasks();
        long now = time.nanos();
        boolean moreOnDisk = pipeline.recover();
        wakeup.looking();
        boolean more = intake.take(now) || moreOnDisk;
        pipeline.expectMore(mayInherit());
        pipeline.holdBack(hasPredecessor());
        pipeline.move(now);
        if (draining) {
            drainOn(now);
        }
        if (!more && !stopping) {
            sleep();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void takeAll() {
        wakeup.looking();
        intake.takeAll();
    }

    private void drainOn(long now) {
        DeliveryThread successor = heir;
        if (successor != null && pipeline.isFailing()) {
            List<Batch> batches = pipeline.takeWaiting();
            successor.receive(living -> living.pipeline.inherit(batches));
            pipeline.move(now);
        }
        // With an heir what is in flight is waited for, at most as long as a request may take: it can be handed over.
        boolean late = successor == null && now - drainUntilNanos >= 0;
        if (late || (pipeline.isSafe() && !mayInherit())) {
            stopping = true;
        }
    }

    private boolean mayInherit() {
        DeliveryThread before = predecessor;
        return before != null && before.leaving && !before.hasEnded();
    }

    private boolean hasPredecessor() {
        DeliveryThread before = predecessor;
        return before != null && !before.hasEnded();
    }

    /** Any thread: what a predecessor leaves; when this one has ended as well, its own heir gets it. */
    private void receive(Consumer<DeliveryThread> bequest) {
        execute(() -> {
            DeliveryThread next = heir;
            if (over && next != null) {
                next.receive(bequest);
            } else {
                bequest.accept(this);
            }
        });
    }

    private void sleep() {
        long now = time.nanos();
        long wait = pipeline.waitNanos(now);
        if (draining && heir == null) {
            wait = Math.min(wait, Math.max(0, drainUntilNanos - now));
        }
        wait = intake.sleepNanos(wait);
        wakeup.sleep(wait, intake.isAlert(), this::hasWork);
    }

    private boolean hasWork() {
        return stopping || !tasks.isEmpty() || (intake.isAlert() && !intake.isEmpty());
    }

    private void survive(Throwable mistake) {
        try {
            notices.warn(
                    "mistake",
                    "a mistake in lokiline, delivery goes on: "
                            + mistake.getClass().getName());
            pipeline.closeSender();
        } catch (Throwable again) {
            // Out of memory, most likely: the pause is what can help.
            Thread.onSpinWait();
        } finally {
            // A mistake that comes with every turn must not become a busy loop.
            LockSupport.parkNanos(PAUSE_AFTER_MISTAKE_NANOS);
        }
    }

    private void end() {
        try {
            pipeline.closeSender();
            runTasks();
            takeAll();
        } catch (RuntimeException | Error e) {
            notices.warn(
                    "mistake",
                    "a mistake in lokiline while it ended: " + e.getClass().getName());
        } finally {
            over = true;
            finishAndTell();
        }
    }

    private void finishAndTell() {
        try {
            finish();
        } finally {
            ended.countDown();
            letGo();
            atEnd.run();
        }
    }

    /**
     * An heir that drains waits for us no longer, and what we left on disk is its own. We keep the way to it, for what our
     * own predecessor may still leave; it keeps none to us, so that no ended worker stays on the heap.
     */
    private void letGo() {
        DeliveryThread successor = heir;
        predecessor = null;
        if (successor != null) {
            successor.forget(this);
            successor.receive(living -> living.adopt(pipeline));
            passOn(successor);
        }
    }

    /** What came to us when we had ended and knew no heir yet. */
    private void passOn(DeliveryThread successor) {
        for (DeliveryPipeline ended = unclaimed.poll(); ended != null; ended = unclaimed.poll()) {
            DeliveryPipeline left = ended;
            successor.receive(living -> living.adopt(left));
        }
    }

    private void forget(DeliveryThread ended) {
        execute(() -> {
            if (predecessor == ended) {
                predecessor = null;
            }
        });
    }

    private void adopt(DeliveryPipeline ended) {
        if (over) {
            unclaimed.add(ended);
        } else {
            ended.bequeathBacklog();
            pipeline.adoptBacklog();
        }
    }

    /** After the end: whoever comes with an entry or a request sees to it, one at a time. Nothing is sent any more. */
    private synchronized void finish() {
        intake.loseAll();
        try {
            runTasks();
        } finally {
            pipeline.end();
        }
    }
}
