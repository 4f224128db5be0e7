package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.producer.MpscEntryQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns batches, streams and circuit breakers. Producers only offer entries and, when it sleeps and
 * there is reason to, wake it; responses and requests reach it as tasks. It never polls: it sleeps until the next batch is
 * due, the next probe may go, or somebody wakes it.
 *
 * <p>It survives every {@link Throwable}: it reports it, creates a new sender and goes on. A thread that died would leave
 * a queue that fills and a shutdown that hangs.
 */
public final class DeliveryThread {
    private static final long PAUSE_AFTER_ERROR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** At most so many entries are batched before responses are looked at again. */
    private static final int TURN_ENTRIES = 4096;

    private static final int MAX_SPINS = 1_000_000;

    /** An entry waits so often for memory, with a pause each time; after that it is lost. */
    private static final int MAX_ATTEMPTS = 600;

    private final PipelineContext context;
    private final DeliveryPipeline pipeline;
    private final BooleanSupplier mayEnd;
    private final Runnable atEnd;
    private final MpscEntryQueue queue = new MpscEntryQueue();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final DeliverySignal signal;
    private volatile boolean stopping;
    /** The thread takes nothing more: entries and tasks that still come are handled by their callers. */
    private volatile boolean over;
    /** Calls of {@link #finish} that are not done: the caller that finds none does the work of all. */
    private final AtomicInteger finishing = new AtomicInteger();

    /** Made once: without memory they could not be made when they are needed. */
    private final Runnable turn = this::runOnce;

    private final Runnable runTasks = this::runTasks;
    private final Runnable takeAll = this::takeAll;
    private final Runnable loseQueued = this::loseQueued;
    private final Runnable endPipeline;
    private final Runnable openFiles;
    private final Runnable closeSender;
    private final BooleanSupplier hasWork = this::hasWork;

    /** An entry that could not be batched without memory: it is the next one. */
    private @Nullable QueuedEntry postponed;

    private int attempts;

    private boolean draining;
    private long drainUntilNanos;
    private @Nullable BooleanSupplier atNextEntry;
    private boolean tookAny;
    private long lastTakeNanos;
    /** The last sleep would have ended with the first entry. */
    private boolean wasAlert = true;

    /**
     * Creates the thread; {@link #start} starts it.
     *
     * @param mayEnd called once the pipeline has drained; after true it ends
     * @param atEnd runs last, on this thread
     */
    DeliveryThread(PipelineContext context, BooleanSupplier mayEnd, Runnable atEnd) {
        this.context = context;
        this.mayEnd = mayEnd;
        this.atEnd = atEnd;
        this.pipeline = new DeliveryPipeline(context, this::wake);
        this.endPipeline = pipeline::end;
        this.openFiles = pipeline::openFiles;
        this.closeSender = pipeline::closeSender;
        this.thread = InternalThread.worker(this::run);
        this.signal = new DeliverySignal(thread, () -> context.config().batchMaxBytes(), context.budget());
    }

    /** Returns the work of this thread: any thread may read its status. */
    DeliveryPipeline pipeline() {
        return pipeline;
    }

    void start() {
        thread.start();
    }

    /** Any thread: {@code task} runs on the delivery thread once the next entry has come, and again until it returns true. */
    void atNextEntry(BooleanSupplier task) {
        execute(() -> atNextEntry = task);
    }

    /** Any thread: queues an entry; never throws, nor waits. {@code usedBytes} is the memory reserved with it. */
    void offer(QueuedEntry entry, long usedBytes) {
        queue.offer(entry);
        signal.entryOffered(entry.urgent, usedBytes);
        if (over) {
            finish();
        }
    }

    /** Any thread: there is a response, or the queue is full and closing open batches may make room. */
    void wake() {
        signal.wake();
    }

    /** Any thread: everything offered before is to be completed, or with {@code orSafe} to be on disk. */
    FlushRequest flush(boolean orSafe) {
        FlushRequest request = new FlushRequest(orSafe);
        execute(() -> {
            takeAll();
            pipeline.flush(request);
        });
        return request;
    }

    /** Any thread: everything offered before, and everything that comes, goes to disk. */
    FlushRequest save() {
        execute(() -> {
            takeAll();
            pipeline.save();
        });
        return flush(true);
    }

    /** Any thread: the settings have changed, and with {@code forSender} the next push needs another sender. */
    void settingsChanged(boolean forSender) {
        execute(() -> pipeline.settingsChanged(forSender));
    }

    /** Any thread: ends the thread; entries that are left go to disk, or are counted as dropped. */
    void stop() {
        stopping = true;
        signal.wake();
    }

    /**
     * Any thread: ends the thread once all entries are completed, or {@code nanos} are over. What is on disk counts as left:
     * the next client of the name goes on with it, and does not meet a spool that is about to be released.
     */
    void drain(long nanos) {
        execute(() -> {
            draining = true;
            drainUntilNanos = context.clock().nanos() + nanos;
            takeAll();
            pipeline.flush(new FlushRequest(true));
        });
    }

    /** Waits for the end; returns false if it has not come within {@code nanos}. An interrupt does not end the wait. */
    boolean awaitEnd(long nanos) {
        return UninterruptibleWait.await(ended, nanos);
    }

    /** Any thread: runs {@code task} on the delivery thread, or here once that has ended. */
    void execute(Runnable task) {
        tasks.add(task);
        signal.wake();
        if (over) {
            finish();
        }
    }

    private void run() {
        try {
            guarded(openFiles);
            while (!stopping) {
                guarded(turn);
            }
        } finally {
            end();
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            survive(e);
        }
    }

    private void runOnce() {
        runTasks();
        long now = context.clock().nanos();
        boolean moreOnDisk = pipeline.recover();
        signal.beginPoll();
        boolean more = take(now) || moreOnDisk;
        if (tookAny && atNextEntry != null) {
            runAtNextEntry(atNextEntry);
        }
        pipeline.runOnce(now);
        if (draining) {
            endIfDrained(now);
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

    /** Ends the thread, or stops draining because a client uses the pipeline again. */
    private void endIfDrained(long now) {
        boolean isDrained = pipeline.isEmpty() && queue.isEmpty() && !queue.hasUnlinked();
        if (isDrained || now - drainUntilNanos >= 0) {
            stopping |= mayEnd.getAsBoolean();
            draining = false;
        }
    }

    /** Batches the queued entries, within limits; true when there may be more. */
    private boolean take(long nowNanos) {
        // An entry found now came after the queue was last found empty; if it ended the sleep it has just come.
        long since = wasAlert ? nowNanos : lastTakeNanos;
        wasAlert = false;
        lastTakeNanos = nowNanos;
        for (int i = 0; i < TURN_ENTRIES; i++) {
            QueuedEntry entry = next();
            if (entry == null) {
                return false;
            }
            tookAny = true;
            add(entry, since, nowNanos);
        }
        return true;
    }

    /** Batches everything that was offered before; an offer that has begun is waited for, which takes it nanoseconds. */
    private void takeAll() {
        signal.beginPoll();
        int spins = 0;
        boolean more = true;
        while (more) {
            more = take(context.clock().nanos());
            if (!more && queue.hasUnlinked() && spins++ < MAX_SPINS) {
                Thread.onSpinWait();
                more = true;
            }
        }
    }

    private void add(QueuedEntry entry, long since, long nowNanos) {
        try {
            pipeline.add(entry, since, nowNanos);
            attempts = 0;
        } catch (OutOfMemoryError e) {
            // Most likely it passes, and the entry exists: nothing but a batch to close needed memory.
            if (++attempts < MAX_ATTEMPTS) {
                postponed = entry;
            } else {
                lose(entry);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            lose(entry);
            throw e;
        }
    }

    private void lose(QueuedEntry entry) {
        attempts = 0;
        pipeline.lose(entry, DropReason.INTERNAL_ERROR);
    }

    private @Nullable QueuedEntry next() {
        QueuedEntry entry = postponed;
        postponed = null;
        return entry == null ? queue.poll() : entry;
    }

    private void sleep() {
        long now = context.clock().nanos();
        long wait = pipeline.waitNanos(now);
        if (draining) {
            wait = Math.min(wait, Math.max(0, drainUntilNanos - now));
        }
        long batchMaxWait = context.config().batchMaxWait().toNanos();
        if (tookAny) {
            // More is likely to come: entries for streams that cannot leave now need not wake the thread one by one.
            wait = Math.min(wait, batchMaxWait);
            tookAny = false;
        }
        wasAlert = wait > batchMaxWait;
        signal.sleep(wait, wasAlert, hasWork);
    }

    private void runAtNextEntry(BooleanSupplier task) {
        atNextEntry = null;
        if (!task.getAsBoolean()) {
            atNextEntry = task;
        }
    }

    private boolean hasWork() {
        return stopping || !tasks.isEmpty() || pipeline.hasResponses() || (wasAlert && !queue.isEmpty());
    }

    private void survive(Throwable error) {
        pipeline.turnFailed();
        try {
            pipeline.closeSender();
            context.reporter()
                    .warn(
                            "mistake",
                            "unexpected error in the delivery thread ("
                                    + error.getClass().getName() + "), delivery continues with a new connection");
        } catch (Throwable again) {
            // Out of memory, most likely: the pause is what can help.
            Thread.onSpinWait();
        } finally {
            // An error that comes with every turn must not become a busy loop.
            LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
        }
    }

    private void end() {
        guarded(closeSender);
        guarded(runTasks);
        guarded(takeAll);
        // In this order: the long part of the end, with the disk, is this thread's and no caller's.
        finishing.incrementAndGet();
        over = true;
        try {
            finishAll();
        } finally {
            endLast();
        }
    }

    private void endLast() {
        try {
            atEnd.run();
        } finally {
            // What waits for it may close the class loader next.
            ended.countDown();
        }
    }

    /**
     * After the end: entries and tasks that still come are handled by their callers, one at a time; nothing is sent. No
     * caller waits for another: the one that is at work does what the others have brought.
     */
    private void finish() {
        if (finishing.getAndIncrement() == 0) {
            finishAll();
        }
    }

    private void finishAll() {
        int done;
        do {
            done = finishing.get();
            attempt(loseQueued);
            attempt(runTasks);
            attempt(endPipeline);
        } while (finishing.addAndGet(-done) != 0);
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            pipeline.reportError(e);
        }
    }

    private void loseQueued() {
        for (QueuedEntry entry = next(); entry != null; entry = next()) {
            pipeline.lose(entry, DropReason.CLOSED);
        }
    }
}
