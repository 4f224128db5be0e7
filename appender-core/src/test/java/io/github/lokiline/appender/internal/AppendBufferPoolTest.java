package io.github.lokiline.appender.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.config.OptionValues;
import io.github.lokiline.client.internal.engine.PipelineLease;
import io.github.lokiline.client.internal.engine.PipelineRegistry;
import io.github.lokiline.client.internal.engine.PipelineSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("promise-1")
class AppendBufferPoolTest {
    private final PipelineLease client =
            PipelineRegistry.open(PipelineSettings.of(new OptionValues(), DeliveryListener.NONE));
    private final AppendBufferPool cells =
            new AppendBufferPool(() -> new AppendBuffer(client.newEntry(), new String[0]));

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void findsAThreadThatIsInsideAlready() {
        Thread thread = new Thread(() -> {});

        int cell = cells.enter(thread);

        assertThat(cell).isNotEqualTo(AppendBufferPool.NESTED);
        assertThat(cells.enter(thread)).isEqualTo(AppendBufferPool.NESTED);
        cells.leave(cell, thread);
        assertThat(cells.enter(thread)).isEqualTo(cell);
    }

    @Test
    void givesAThreadTheSameSlotAgain() {
        Thread thread = new Thread(() -> {});

        int first = cells.enter(thread);
        AppendBuffer slot = cells.slot(first);
        cells.leave(first, thread);
        int second = cells.enter(thread);

        assertThat(cells.slot(second)).isSameAs(slot);
    }

    @Test
    void findsAThreadThoughABetterCellHasBecomeFree() {
        List<Thread> threads = threads(1000);
        int[] entered = new int[1000];
        for (int i = 0; i < 1000; i++) {
            entered[i] = cells.enter(threads.get(i));
        }
        for (int i = 0; i < 1000; i += 2) {
            cells.leave(entered[i], threads.get(i));
        }

        for (int i = 1; i < 1000; i += 2) {
            assertThat(cells.enter(threads.get(i))).isEqualTo(AppendBufferPool.NESTED);
        }
    }

    @Test
    void letsInMoreThreadsThanItHasCellsAndGivesEachASlotOfItsOwn() {
        Set<AppendBuffer> slots = new HashSet<>();
        for (Thread thread : threads(1000)) {
            int cell = cells.enter(thread);
            assertThat(cell).isNotEqualTo(AppendBufferPool.NESTED);
            slots.add(cells.slot(cell));
        }

        assertThat(slots).hasSize(1000);
    }

    @Test
    void startsAfreshAfterASlotIsDiscarded() {
        Thread thread = new Thread(() -> {});
        int cell = cells.enter(thread);
        AppendBuffer slot = cells.slot(cell);

        cells.discard(cell);

        assertThat(cells.slot(cell)).isNotSameAs(slot);
    }

    private static List<Thread> threads(int count) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(new Thread(() -> {}));
        }
        return threads;
    }
}
