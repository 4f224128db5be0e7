package io.github.lokiline.client.internal.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.Priority;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("promise-2")
class MemoryBudgetTest {

    private static final long SECONDS_10 = Duration.ofSeconds(10).toNanos();

    private final MemoryBudget budget = new MemoryBudget(1000);

    @Test
    @Timeout(10)
    void whatNeverFitsIsNotWaitedFor() {
        assertThat(budget.awaitReserve(1001, Priority.HIGH, Long.MAX_VALUE)).isEqualTo(-1);
    }

    @Test
    void theLastQuarterIsForWarningsAndErrors() {
        assertThat(budget.tryReserve(750, Priority.NORMAL)).isEqualTo(750);

        assertThat(budget.hasRoom(1, Priority.NORMAL)).isFalse();
        assertThat(budget.tryReserve(1, Priority.NORMAL)).isEqualTo(-1);
        assertThat(budget.tryReserve(200, Priority.HIGH)).isEqualTo(950);
        assertThat(budget.tryReserve(50, Priority.URGENT)).isEqualTo(1000);
        assertThat(budget.tryReserve(1, Priority.URGENT)).isEqualTo(-1);
    }

    @Test
    void whatDoesNotFitTakesNothing() {
        budget.tryReserve(700, Priority.NORMAL);

        budget.tryReserve(100, Priority.NORMAL);

        assertThat(budget.usedBytes()).isEqualTo(700);
    }

    @Test
    void aCallerWaitsUntilThereIsRoom() throws Exception {
        budget.tryReserve(1000, Priority.HIGH);
        CompletableFuture<Long> waiter =
                CompletableFuture.supplyAsync(() -> budget.awaitReserve(100, Priority.HIGH, SECONDS_10));

        budget.release(100);

        assertThat(waiter.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void aCallerWaitsNoLongerThanItsTime() {
        budget.tryReserve(1000, Priority.HIGH);

        assertThat(budget.awaitReserve(1, Priority.HIGH, 1_000_000)).isEqualTo(-1);
        assertThat(budget.usedBytes()).isEqualTo(1000);
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        budget.tryReserve(1000, Priority.HIGH);
        Thread.currentThread().interrupt();

        long taken = budget.awaitReserve(1, Priority.HIGH, SECONDS_10);

        assertThat(taken).isEqualTo(-1);
        assertThat(Thread.interrupted()).isTrue();
    }
}
