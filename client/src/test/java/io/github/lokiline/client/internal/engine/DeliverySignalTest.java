package io.github.lokiline.client.internal.engine;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.producer.MemoryBudget;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The events that end an otherwise endless sleep. */
class DeliverySignalTest {

    private static final int BATCH_BYTES = 1000;
    private static final int BUDGET_BYTES = 1_000_000;

    private final CountDownLatch awake = new CountDownLatch(1);
    private boolean alert;
    private final Thread sleeper = new Thread(this::sleep, "sleeper");
    private final MemoryBudget budget = new MemoryBudget(BUDGET_BYTES);
    private final DeliverySignal wakeup = new DeliverySignal(sleeper, () -> BATCH_BYTES, budget);

    @AfterEach
    void end() throws InterruptedException {
        wakeup.wake();
        sleeper.join(PATIENCE.toMillis());
    }

    @Test
    void anUrgentEntryEndsASleep() throws InterruptedException {
        fallAsleep();

        wakeup.entryOffered(true, BATCH_BYTES - 1);

        assertAwake();
    }

    @Test
    void aWholeBatchEndsASleep() throws InterruptedException {
        fallAsleep();

        wakeup.entryOffered(false, BATCH_BYTES);

        assertAwake();
    }

    @Test
    void anyEntryEndsASleepThatIsLongerThanABatchMayWait() throws InterruptedException {
        alert = true;
        fallAsleep();

        wakeup.entryOffered(false, 1);

        assertAwake();
    }

    @Test
    void anUrgentEntryThatComesJustBeforeTheSleepPreventsIt() throws InterruptedException {
        wakeup.beginPoll();
        wakeup.entryOffered(true, 1);

        sleeper.start();

        assertAwake();
    }

    @Test
    void aWholeBatchThatCameSinceTheLastLookPreventsASleep() throws InterruptedException {
        wakeup.beginPoll();
        budget.reserve(BATCH_BYTES);

        sleeper.start();

        assertAwake();
    }

    private void sleep() {
        wakeup.sleep(Long.MAX_VALUE, alert, () -> false);
        awake.countDown();
    }

    private void fallAsleep() {
        sleeper.start();
        Awaitility.await().atMost(PATIENCE).until(() -> LockSupport.getBlocker(sleeper) == wakeup);
    }

    private void assertAwake() throws InterruptedException {
        assertThat(awake.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
