package io.github.lokiline.request;

import io.github.lokiline.request.internal.MdcExecutorService;
import io.github.lokiline.request.internal.MdcSnapshot;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Carries the MDC to other threads: what a task logs has the request id of whoever submitted it. Thread-safe.
 *
 * <pre>
 * ExecutorService pool = ContextExecutors.wrap(Executors.newFixedThreadPool(4));
 * ExecutorService virtual = ContextExecutors.wrap(Executors.newVirtualThreadPerTaskExecutor());
 * CompletableFuture.supplyAsync(ContextExecutors.wrapSupplier(() -&gt; price(order)));
 * scheduler.schedule(ContextExecutors.wrap(() -&gt; remind(order)), 1, TimeUnit.HOURS);
 * </pre>
 *
 * <p>The MDC is the one at the time of the submission, and whatever the thread had is back when the task ends, also when
 * it fails.
 */
public final class MdcExecutors {

    private MdcExecutors() {}

    /** An executor whose tasks run with the MDC of the thread that handed them over. */
    public static Executor wrap(Executor executor) {
        return task -> executor.execute(wrap(task));
    }

    /** As {@link #wrap(Executor)}; to end it is to end {@code executor}. */
    public static ExecutorService wrap(ExecutorService executor) {
        return new MdcExecutorService(executor);
    }

    /** A task with the MDC of the current thread. */
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

    /** A task with the MDC of the current thread. */
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

    /** As {@link #wrap(Callable)}, for what asks for a {@link Supplier}. */
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
