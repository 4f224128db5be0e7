package io.github.lokiline.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Tests that a task logs with the submitting thread's MDC, and that its own thread keeps none of it. */
class MdcExecutorsTest {

    private static final Callable<String> WHO = () -> String.valueOf(MDC.get("request_id"));

    private final ExecutorService plain = Executors.newSingleThreadExecutor();
    private final ExecutorService pool = MdcExecutors.wrap(plain);

    @BeforeEach
    void begin() {
        MDC.put("request_id", "r-17");
    }

    @AfterEach
    void end() {
        plain.shutdownNow();
        MDC.clear();
    }

    @Test
    void everyWayToSubmitCarriesTheContext() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        Runnable look = () -> seen.set(MDC.get("request_id"));

        assertThat(get(pool.submit(WHO))).isEqualTo("r-17");
        assertThat(pool.invokeAny(List.of(WHO))).isEqualTo("r-17");
        assertThat(get(pool.invokeAll(List.of(WHO)).get(0))).isEqualTo("r-17");
        get(pool.submit(look));
        assertThat(seen.getAndSet("")).isEqualTo("r-17");
        assertThat(get(pool.submit(look, "done"))).isEqualTo("done");
        assertThat(seen.getAndSet("")).isEqualTo("r-17");
        get(CompletableFuture.runAsync(look, MdcExecutors.wrap((java.util.concurrent.Executor) plain)));
        assertThat(seen.getAndSet("")).isEqualTo("r-17");
    }

    @Test
    void theContextIsThatOfTheSubmission() throws Exception {
        Callable<String> earlier = MdcExecutors.wrap(WHO);
        MDC.put("request_id", "r-18");

        assertThat(get(plain.submit(earlier))).isEqualTo("r-17");
    }

    @Test
    void theThreadGetsItsOwnContextBackAlsoAfterAFailure() throws Exception {
        get(plain.submit(() -> MDC.put("request_id", "own")));
        Future<?> failing = pool.submit(() -> {
            MDC.put("user", "ada");
            throw new IllegalStateException("no stock");
        });
        assertThatThrownBy(() -> get(failing)).hasRootCauseMessage("no stock");

        assertThat(get(plain.submit(MDC::getCopyOfContextMap))).containsOnlyKeys("request_id");
        assertThat(get(plain.submit(WHO))).isEqualTo("own");
    }

    @Test
    void withoutAContextTheTaskHasNone() throws Exception {
        MDC.clear();
        get(plain.submit(() -> MDC.put("request_id", "left behind")));

        assertThat(get(pool.submit(WHO))).isEqualTo("null");
    }

    @Test
    void suppliersAndSpringTasksCarryItToo() throws Exception {
        assertThat(get(CompletableFuture.supplyAsync(MdcExecutors.wrapSupplier(() -> MDC.get("request_id")), plain)))
                .isEqualTo("r-17");

        AtomicReference<String> seen = new AtomicReference<>();
        Runnable decorated = new MdcTaskDecorator().decorate(() -> seen.set(MDC.get("request_id")));
        get(plain.submit(decorated));
        assertThat(seen).hasValue("r-17");
    }

    @Test
    void virtualThreadsCarryIt() throws Exception {
        ExecutorService virtual;
        try {
            virtual = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException beforeJdk21) {
            virtual = Executors.newCachedThreadPool();
        }
        try {
            assertThat(get(MdcExecutors.wrap(virtual).submit(WHO))).isEqualTo("r-17");
        } finally {
            virtual.shutdownNow();
        }
    }

    @Test
    void endsWithTheExecutorItWraps() throws Exception {
        pool.shutdown();

        assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(plain.isTerminated()).isTrue();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.shutdownNow()).isEmpty();
    }

    @Test
    void returnsTheTasksThatWaitAsTheyWereSubmitted() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        pool.execute(() -> {
            running.countDown();
            await(never);
        });
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        Future<String> waiting = pool.submit(WHO);
        Runnable task = () -> {};
        pool.execute(task);

        assertThat(pool.shutdownNow()).containsExactly((Runnable) waiting, task);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
