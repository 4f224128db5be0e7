package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lokiline.client.QueriedLoki.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A query returns the entries that were offered. The tests run against the embedded Loki and, with {@code
 * -Dloki.url=http://…} and {@code -Dloki.tenant=prefix}, against a real one; {@code docs/conformance.md} lists the
 * test of each rule of Loki.
 */
class ConformanceTest {

    private final QueriedLoki loki = new QueriedLoki();
    private final RecordingListener listener = new RecordingListener();
    private final Instant now = Instant.now();

    @AfterEach
    void stop() {
        loki.close();
    }

    private LokiEntry entry(String line, Instant time) {
        return new LokiEntry(loki.labels(), time, line, Map.of(), null, Priority.NORMAL);
    }

    private LokiEntry entry(String line, Map<String, String> labels, Map<String, String> metadata) {
        return new LokiEntry(labels, now, line, metadata, null, Priority.NORMAL);
    }

    private Ledger deliver(LokiEntry... entries) {
        try (LokiClient client = loki.client().listener(listener).build()) {
            for (LokiEntry entry : entries) {
                assertThat(client.offer(entry)).isTrue();
            }
            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().balances()).isTrue();
            return client.ledger();
        }
    }

    @Test
    void anEntryReadsBackWithItsNanosecondLineLabelsAndMetadata() {
        Instant time = now.minusSeconds(3).plusNanos(7);
        deliver(new LokiEntry(
                loki.labels("env", "prod"), time, "hello", Map.of("request_id", "r-1"), null, Priority.NORMAL));

        Found found = loki.find(1).get(0);
        assertThat(found.epochNanos()).isEqualTo(QueriedLoki.nanos(time));
        assertThat(found.line()).isEqualTo("hello");
        assertThat(found.fields()).containsEntry("env", "prod").containsEntry("request_id", "r-1");
    }

    @Test
    void lineOfEveryKindOfCharacterReadsBackAsItWas() {
        String line =
                "\" \\ \n \t \u0000 \u0007 \ud83d\ude00 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 {}";
        deliver(entry(line, now));

        assertThat(loki.lines(1)).containsExactly(line);
    }

    @Test
    void halfACharacterCostsItselfAndNeitherItsLineNorItsNeighbours() {
        deliver(entry("before", now), entry("half \ud800 of one", now), entry("after", now));

        assertThat(loki.lines(3)).containsExactly("before", "half \ufffd of one", "after");
    }

    @Test
    void labelValueOfEveryKindOfCharacterReadsBackAsItWas() {
        String value = "C:\\temp \"new\"\n x=1,} \u00e9 \ud83d\ude00";
        deliver(entry("a", loki.labels("path", value), Map.of()), entry("b", loki.labels("path", value), Map.of()));

        assertThat(loki.find(2))
                .extracting(Found::fields)
                .allSatisfy(fields -> assertThat(fields).containsEntry("path", value));
    }

    @Test
    void labelNamesThatLokiDoesNotKnowAreMendedAndTheTenantCanStillBeQueried() {
        Map<String, String> labels = loki.labels("a.b", "1", "c-d", "2", "7x", "3", "\u4e2d\u6587", "4", "q\"q", "5");
        Ledger ledger = deliver(entry("hello", labels, Map.of()));

        assertThat(ledger.delivered()).isEqualTo(1);
        assertThat(loki.find(1).get(0).fields())
                .containsEntry("a_b", "1")
                .containsEntry("c_d", "2")
                .containsEntry("_7x", "3");
    }

    @Test
    void anEmptyLabelMakesNoOtherStream() {
        deliver(entry("a", loki.labels("zone", ""), Map.of()), entry("b", loki.labels(), Map.of()));

        assertThat(loki.find(2))
                .extracting(Found::fields)
                .allSatisfy(fields -> assertThat(fields).doesNotContainKey("zone"));
    }

    @Test
    void metadataNamesThatPoisonAPushAreMended() {
        Map<String, String> metadata = new TreeMap<>();
        for (String name : List.of("a.b", "-", "...", "\u00e9", "\ud83d\ude00", "__x", "_", "a_b")) {
            metadata.put(name, "value of " + name);
        }
        Ledger ledger = deliver(entry("hello", loki.labels(), metadata), entry("neighbour", loki.labels(), Map.of()));

        assertThat(ledger.delivered()).isEqualTo(2);
        assertThat(loki.find(2).get(0).fields()).containsKey("a_b");
    }

    @Test
    @Tag("promise-5")
    void tenThousandEntriesOfOneInstantFromEightThreadsAreAllThereInTheirThreadsOrder() throws InterruptedException {
        try (LokiClient client = loki.client().build()) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String name = "t" + t + " ";
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 1250; i++) {
                        client.offer(entry(name + i, now));
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(client.flush(PATIENCE)).isTrue();
        }

        List<Found> found = loki.find(10_000);
        assertThat(found).extracting(Found::epochNanos).doesNotHaveDuplicates().hasSize(10_000);
        for (int t = 0; t < 8; t++) {
            String name = "t" + t + " ";
            assertThat(found.stream().map(Found::line).filter(line -> line.startsWith(name)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 1250).mapToObj(i -> name + i).toList());
        }
    }

    @Test
    void aClockThatStepsBackCostsNothingAndKeepsTheOrder() {
        Ledger ledger = deliver(entry("1", now), entry("2", now.minusSeconds(5)), entry("3", now.minusSeconds(4)));

        assertThat(ledger.refusedTotal()).isZero();
        assertThat(loki.lines(3)).containsExactly("1", "2", "3");
    }

    @Test
    void anEntryFromAHostWhoseClockIsAnHourAheadCostsNoOther() {
        Ledger ledger = deliver(entry("a", now), entry("ahead", now.plus(Duration.ofHours(1))), entry("b", now));

        assertThat(ledger.delivered() + ledger.refusedTotal() + ledger.droppedTotal())
                .isEqualTo(3);
        assertThat(loki.lines(2)).contains("a", "b");
        assertThat(loki.lines(2)).hasSize((int) ledger.delivered());
    }

    @Test
    void anEntryTooOldIsCountedOnceAmongNinetyNineGoodOnesThatAreSentOnce() {
        LokiEntry[] entries = new LokiEntry[100];
        for (int i = 0; i < 100; i++) {
            entries[i] = entry("line " + i, i == 50 ? now.minus(Duration.ofDays(8)) : now);
        }
        Ledger ledger = deliver(entries);

        assertThat(ledger.delivered()).isEqualTo(99);
        assertThat(ledger.refusedTotal() + ledger.droppedTotal()).isEqualTo(1);
        assertThat(loki.lines(99)).hasSize(99).doesNotHaveDuplicates();
    }

    @Test
    void theLongestLineIsUnchangedAndOneByteMoreIsCutBetweenCharactersAndMarked() {
        String longest = "x".repeat(262_144);
        Ledger ledger = deliver(entry(longest, now), entry("y" + "\u00e9".repeat(150_000), now), entry("after", now));

        assertThat(ledger.delivered()).isEqualTo(3);
        List<Found> found = loki.find(3);
        assertThat(found.get(0).line()).isEqualTo(longest);
        assertThat(found.get(1).line()).isEqualTo("y" + "\u00e9".repeat(131_071));
        assertThat(found.get(1).fields()).containsEntry("truncated", "true");
        assertThat(found.get(2).line()).isEqualTo("after");
    }

    @Test
    void metadataAboveTheLimitsIsCutAndMarkedAndItsEntryStored() {
        Map<String, String> many = new TreeMap<>();
        IntStream.range(0, 129).forEach(i -> many.put("key_" + i, "v"));
        deliver(entry("many", loki.labels(), many), entry("large", loki.labels(), Map.of("k", "v".repeat(70_000))));

        assertThat(loki.find(2))
                .extracting(Found::fields)
                .allSatisfy(fields -> assertThat(fields).containsEntry("metadata_truncated", "true"));
    }

    @Test
    void aLabelValueAboveTheLimitIsCutAndItsEntryStored() {
        deliver(entry("long", loki.labels("note", "v".repeat(3000)), Map.of()), entry("short", now));

        assertThat(loki.find(2))
                .extracting(
                        Found::line,
                        found -> found.fields().getOrDefault("note", "").length())
                .containsExactlyInAnyOrder(tuple("long", 2048), tuple("short", 0));
    }

    @Test
    void moreThanATenantsBurstIsCutIntoPushesThatLokiTakes() {
        try (LokiClient client = loki.client().listener(listener).build()) {
            for (int i = 0; i < 10_000; i++) {
                client.offer(entry(i + " " + "x".repeat(1000), now));
            }
            assertThat(client.flush(Duration.ofSeconds(60))).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(10_000);
        }
        assertThat(listener.warnings).noneMatch(text -> text.contains("500"));
        assertThat(loki.lines(10_000)).hasSize(10_000);
    }

    @Test
    @Tag("promise-4")
    void aStreamTooFarBehindIsReportedThoughAnotherOfTheSameMomentIsFine() {
        deliver(entry("newest", now));

        Ledger ledger = deliver(
                entry("behind", now.minus(Duration.ofHours(3))),
                new LokiEntry(loki.labels("z", "z"), now, "fine", Map.of(), null, Priority.NORMAL));

        assertThat(ledger.delivered()).isEqualTo(1);
        assertThat(ledger.refused()).isEqualTo(Map.of("too_far_behind", 1L));
        assertThat(loki.lines(2)).containsExactlyInAnyOrder("newest", "fine");
    }

    @Test
    void anotherProcessWithTheSameLabelsCostsWhatIsCountedAndWithAnInstanceLabelNothing() {
        deliver(new LokiEntry(loki.labels("instance", "1"), now, "of one", Map.of(), null, Priority.NORMAL));
        Instant before = now.minus(Duration.ofHours(2));

        Ledger same =
                deliver(new LokiEntry(loki.labels("instance", "1"), before, "lost", Map.of(), null, Priority.NORMAL));
        Ledger own =
                deliver(new LokiEntry(loki.labels("instance", "2"), before, "kept", Map.of(), null, Priority.NORMAL));

        assertThat(same.refused()).isEqualTo(Map.of("too_far_behind", 1L));
        assertThat(own.delivered()).isEqualTo(1);
        assertThat(loki.lines(2)).containsExactlyInAnyOrder("of one", "kept");
    }

    @Test
    void withoutATenantWhereOneIsNeededEntriesWaitAndTheOperatorIsTold() {
        assumeTrue(loki.hasTenants(), "LEFT OUT: needs auth_enabled: true and -Dloki.tenant=<prefix>");
        try (LokiClient client = TestClient.quick(loki.url)
                .listener(listener)
                .shutdownTimeout(Duration.ZERO)
                .build()) {
            client.offer(entry("hello", now));
            client.flush(Duration.ofMillis(500));

            assertThat(client.ledger().queued()).isEqualTo(1);
            assertThat(listener.warnings).singleElement().asString().contains("status 401", "tenantId");
        }
    }
}
