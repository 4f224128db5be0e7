package io.github.lokiline.request.internal;

import io.github.lokiline.request.MdcExecutors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs tasks with the MDC of the submitting thread. Every submit method ends in {@link #execute}. Thread-safe. */
public final class MdcExecutorService extends AbstractExecutorService {
    private final ExecutorService executor;

    public MdcExecutorService(ExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(new Task(task, MdcExecutors.wrap(task)));
    }

    @Override
    public void shutdown() {
        executor.shutdown();
    }

    /** Returns the tasks as they were submitted: a caller cancels those that are futures. */
    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> waiting = new ArrayList<>(executor.shutdownNow());
        waiting.replaceAll(any -> any instanceof Task task ? task.submitted() : any);
        return waiting;
    }

    @Override
    public boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }

    /** A task together with its form that has the MDC. */
    private record Task(Runnable submitted, Runnable withMdc) implements Runnable {
        @Override
        public void run() {
            withMdc.run();
        }
    }
}
