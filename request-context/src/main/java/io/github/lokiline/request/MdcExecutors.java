package io.github.lokiline.request;

import io.github.lokiline.request.internal.MdcExecutorService;
import io.github.lokiline.request.internal.MdcSnapshot;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Carries the MDC to other threads, so that events logged by a task have the request id of the submitting thread.
 * Thread-safe.
 *
 * <pre>
 * ExecutorService pool = MdcExecutors.wrap(Executors.newFixedThreadPool(4));
 * ExecutorService virtual = MdcExecutors.wrap(Executors.newVirtualThreadPerTaskExecutor());
 * CompletableFuture.supplyAsync(MdcExecutors.wrapSupplier(() -&gt; price(order)));
 * scheduler.schedule(MdcExecutors.wrap(() -&gt; remind(order)), 1, TimeUnit.HOURS);
 * </pre>
 *
 * <p>The task sees the MDC as it was when the task was submitted. The previous MDC of the executing thread is restored
 * when the task ends, normally or with an exception.
 */
public final class MdcExecutors {
    private MdcExecutors() {}

    /** Returns an executor whose tasks run with the MDC of the submitting thread. */
    public static Executor wrap(Executor executor) {
        return task -> executor.execute(wrap(task));
    }

    /**
     * Returns an executor service whose tasks run with the MDC of the submitting thread; shutting it down shuts down
     * {@code executor}.
     */
    public static ExecutorService wrap(ExecutorService executor) {
        return new MdcExecutorService(executor);
    }

    /** Returns a task that runs with the MDC of the current thread. */
    public static Runnable wrap(Runnable task) {
        MdcSnapshot context = MdcSnapshot.current();
        return () -> {
            MdcSnapshot before = MdcSnapshot.current();
            context.restore();
            try {
                task.run();
            } finally {
                before.restore();
            }
        };
    }

    /** Returns a task that runs with the MDC of the current thread. */
    public static <T> Callable<T> wrap(Callable<T> task) {
        MdcSnapshot context = MdcSnapshot.current();
        return () -> {
            MdcSnapshot before = MdcSnapshot.current();
            context.restore();
            try {
                return task.call();
            } finally {
                before.restore();
            }
        };
    }

    /** Returns a supplier that runs with the MDC of the current thread. */
    public static <T> Supplier<T> wrapSupplier(Supplier<T> task) {
        MdcSnapshot context = MdcSnapshot.current();
        return () -> {
            MdcSnapshot before = MdcSnapshot.current();
            context.restore();
            try {
                return task.get();
            } finally {
                before.restore();
            }
        };
    }
}
