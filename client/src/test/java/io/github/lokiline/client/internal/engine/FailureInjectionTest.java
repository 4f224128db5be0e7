package io.github.lokiline.client.internal.engine;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.DeadLetter;
import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.FsyncPolicy;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.Priority;
import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.http.PushSender;
import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.client.internal.producer.LabelNames;
import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An error at each point of an entry's path: on the caller's thread, in each step of the delivery thread, in a push, in
 * its response, in a callback and at the end. Delivery goes on, and the ledger balances.
 */
@Tag("promise-1")
@Tag("promise-3")
class FailureInjectionTest {

    private static final int ENTRIES = 12;

    @TempDir
    @Nullable
    Path directory;

    /** Errors that an application's trouble brings to any line of code. */
    enum Fault {
        OUT_OF_MEMORY {
            @Override
            void occur() {
                throw new OutOfMemoryError("injected");
            }
        },
        LINKAGE {
            @Override
            void occur() {
                throw new NoClassDefFoundError("injected");
            }
        },
        MISTAKE {
            @Override
            void occur() {
                throw new IllegalStateException("injected");
            }
        };

        abstract void occur();
    }

    /** A clock that fails once, at a given reading: nearly every step of the path reads it. */
    private static final class FailingClock implements Clock {
        private final AtomicInteger readings = new AtomicInteger();
        private final int failAt;
        private final Fault fault;
        private final boolean isForCallers;
        private volatile boolean isArmed;

        FailingClock(int failAt, Fault fault, boolean isForCallers) {
            this.failAt = failAt;
            this.fault = fault;
            this.isForCallers = isForCallers;
        }

        @Override
        public long nanos() {
            read();
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            read();
            return System.currentTimeMillis();
        }

        private void read() {
            if (isArmed && InternalThread.isCurrent() != isForCallers && readings.incrementAndGet() == failAt) {
                fault.occur();
            }
        }

        /** Opening a client may fail: it tells the caller. */
        void arm() {
            isArmed = true;
        }

        boolean hasFailed() {
            return readings.get() >= failAt;
        }
    }

    /** Answers with each difficult outcome once, then takes everything. */
    private static final class MoodySender implements PushSender {
        private final AtomicInteger pushes = new AtomicInteger();

        @Override
        public void push(String tenant, byte[] body, Consumer<PushResponse> done) {
            PushResponse response = switch (pushes.getAndIncrement()) {
                case 1 -> new PushResponse(503, "", 0);
                case 2 -> new PushResponse(413, "request body too large", 0);
                case 4 -> new PushResponse(500, "", 0);
                default -> new PushResponse(204, "", 0);
            };
            done.accept(response);
            // A second response has no effect.
            done.accept(response);
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInAStepOfTheDeliveryThreadCostsNoEntry(Fault fault) {
        int occurred = 0;
        for (int point = 1; point <= 60; point += 3) {
            FailingClock clock = new FailingClock(point, fault, false);
            clock.arm();
            PipelineLease lease = open(clock, new MoodySender(), DeliveryListener.NONE, null);

            offerAll(lease);

            assertCompleted(lease);
            // An entry that fails for another reason than memory is counted as lost: it may be the reason.
            if (fault != Fault.LINKAGE && fault != Fault.MISTAKE) {
                assertNoneIsLost(lease);
            }
            lease.close();
            occurred += clock.hasFailed() ? 1 : 0;
        }
        assertThat(occurred).isGreaterThan(8);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInAStepThatUsesTheSpoolCostsNoBatch(Fault fault) {
        for (int point = 1; point <= 90; point += 9) {
            FailingClock clock = new FailingClock(point, fault, false);
            clock.arm();
            Path spool = Objects.requireNonNull(directory).resolve(fault.name() + point);
            PipelineLease lease = open(clock, new MoodySender(), DeliveryListener.NONE, spool);

            offerAll(lease);

            assertCompleted(lease);
            lease.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOnTheCallersThreadIsCountedWithItsEntryAlone(Fault fault) {
        int occurred = 0;
        for (int point = 1; point <= 2 * ENTRIES; point++) {
            FailingClock clock = new FailingClock(point, fault, true);
            PipelineLease lease = open(clock, new MoodySender(), DeliveryListener.NONE, null);
            clock.arm();

            int failed = offerAll(lease);

            assertCompleted(lease);
            assertThat(lease.ledger().dropped().getOrDefault(DropReason.INTERNAL_ERROR.word(), 0L))
                    .isEqualTo(failed);
            lease.close();
            occurred += failed;
        }
        assertThat(occurred).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInEachPushBeforeOrAfterItsResponseIsSurvived(Fault fault) {
        for (int point = 0; point < 6; point++) {
            int failAt = point / 2;
            boolean isAnswered = point % 2 == 0;
            AtomicInteger pushes = new AtomicInteger();
            MoodySender well = new MoodySender();
            PipelineLease lease = open(
                    Clock.SYSTEM,
                    new PushSender() {
                        @Override
                        public void push(String tenant, byte[] body, Consumer<PushResponse> done) {
                            boolean fails = pushes.getAndIncrement() == failAt;
                            if (!fails || isAnswered) {
                                well.push(tenant, body, done);
                            }
                            if (fails) {
                                fault.occur();
                            }
                        }

                        @Override
                        public void close() {
                            // A sender that cannot be closed must not keep the next one from its work.
                            fault.occur();
                        }
                    },
                    DeliveryListener.NONE,
                    null);

            offerAll(lease);

            assertCompleted(lease);
            assertNoneIsLost(lease);
            lease.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListenerThatAlwaysFailsChangesNothing(Fault fault) {
        DeliveryListener failing = new DeliveryListener() {
            @Override
            public void warn(String message) {
                fault.occur();
            }

            @Override
            public void info(String message) {
                fault.occur();
            }

            @Override
            public void deadLetter(DeadLetter letter) {
                fault.occur();
            }
        };
        PushSender refusing = new PushSender() {
            private final MoodySender moody = new MoodySender();
            private final AtomicInteger pushes = new AtomicInteger();

            @Override
            public void push(String tenant, byte[] body, Consumer<PushResponse> done) {
                if (pushes.getAndIncrement() < 8) {
                    done.accept(new PushResponse(400, "couldn't parse labels: 1:5: parse error", 0));
                } else {
                    moody.push(tenant, body, done);
                }
            }

            @Override
            public void close() {}
        };
        PipelineLease lease = open(Clock.SYSTEM, refusing, failing, null);

        offerAll(lease);

        assertCompleted(lease);
        assertThat(lease.ledger().dropped()).containsKey(DropReason.POISON.word());
        lease.close();
    }

    @Test
    void isFailingIsTrueWhileEachTurnFails() {
        Clock broken = new Clock() {
            @Override
            public long nanos() {
                if (InternalThread.isCurrent()) {
                    throw new OutOfMemoryError("injected");
                }
                return System.nanoTime();
            }

            @Override
            public long epochMillis() {
                return System.currentTimeMillis();
            }
        };
        PipelineLease lease = open(broken, new MoodySender(), DeliveryListener.NONE, null);

        offerAll(lease);

        Awaitility.await().atMost(PATIENCE).until(lease::isFailing);
        lease.close();
        assertThat(lease.ledger().queued()).isZero();
        assertThat(lease.ledger().balances()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorAtTheEndLeavesNothingUncounted(Fault fault) {
        for (int point = 1; point <= 30; point++) {
            FailingClock clock = new FailingClock(point, fault, false);
            clock.arm();
            PushSender silent = new PushSender() {
                @Override
                public void push(String tenant, byte[] body, Consumer<PushResponse> done) {
                    // No response ever comes.
                }

                @Override
                public void close() {
                    fault.occur();
                }
            };
            PipelineLease lease = open(clock, silent, DeliveryListener.NONE, null);
            offerAll(lease);

            lease.close();

            assertThat(lease.ledger().queued()).isZero();
            assertThat(lease.ledger().balances()).isTrue();
        }
    }

    /** Offers some entries of three streams; returns how many failed. */
    private static int offerAll(PipelineLease lease) {
        EntryEncoder entry = lease.newEntry();
        int failed = 0;
        for (int i = 0; i < ENTRIES; i++) {
            try {
                entry.begin(i % 4 == 0 ? Priority.URGENT : Priority.NORMAL);
                byte[] line = ("line " + i).getBytes(StandardCharsets.UTF_8);
                entry.copyLine(line, line.length);
                entry.metadata("request_id", Integer.toString(i));
                entry.offer(LabelNames.of(List.of("shard")), new String[] {Integer.toString(i % 3)}, null);
            } catch (RuntimeException | Error e) {
                failed++;
            }
        }
        return failed;
    }

    private static void assertCompleted(PipelineLease lease) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> lease.ledger().queued() == 0 && lease.ledger().spooled() == 0);
        assertThat(lease.ledger().balances()).isTrue();
        // The report of a loss is an entry as well.
        assertThat(lease.ledger().appended()).isBetween((long) ENTRIES, ENTRIES + 1L);
        Awaitility.await().atMost(PATIENCE).until(() -> !lease.isFailing());
    }

    /** The 413 of the {@link MoodySender} refuses an entry that is alone in its push: that is no loss by the fault. */
    private static void assertNoneIsLost(PipelineLease lease) {
        assertThat(lease.ledger().droppedTotal()).as(lease.ledger().toString()).isZero();
        assertThat(lease.ledger().refused().keySet()).isSubsetOf("too_big");
    }

    private static PipelineLease open(
            Clock clock, PushSender sender, DeliveryListener listener, @Nullable Path directory) {
        ClientConfig config = new ClientConfig(
                "http://127.0.0.1:1",
                "",
                "test",
                50,
                1 << 20,
                Duration.ofMillis(5),
                1 << 20,
                OverflowPolicy.DROP_NEWEST,
                Duration.ofMillis(1),
                Duration.ofDays(7),
                Duration.ofSeconds(10),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                false,
                false,
                directory == null
                        ? null
                        : new SpoolStoreConfig(
                                directory, "0123456789abcdef", 1L << 20, Duration.ofDays(7), FsyncPolicy.NONE));
        PipelineSettings settings = new PipelineSettings(config, "test", reporter -> sender, listener, null, null);
        return Pipeline.start(settings, clock).lease(settings);
    }
}
