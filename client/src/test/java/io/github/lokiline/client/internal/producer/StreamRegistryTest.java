package io.github.lokiline.client.internal.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.Priority;
import io.github.lokiline.client.RecordingListener;
import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.config.OptionValues;
import io.github.lokiline.client.internal.engine.ManualClock;
import io.github.lokiline.client.internal.engine.PipelineLease;
import io.github.lokiline.client.internal.engine.PipelineRegistry;
import io.github.lokiline.client.internal.engine.PipelineSettings;
import io.github.lokiline.client.internal.stats.LedgerCounters;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("promise-7")
class StreamRegistryTest {

    private static final LabelNames NAMES = LabelNames.of(List.of("service_name", "user", "level"));

    private final ManualClock time = new ManualClock();
    private final RecordingListener listener = new RecordingListener();
    private final LedgerCounters counters = new LedgerCounters();
    private final RateLimitedReporter notices = new RateLimitedReporter(listener, time);
    private final StreamRegistry table = new StreamRegistry(10, time, counters, notices);
    private final PipelineLease client =
            PipelineRegistry.open(PipelineSettings.of(new OptionValues(), DeliveryListener.NONE));
    private final EntryEncoder entry = client.newEntry();

    @AfterEach
    void close() {
        client.closeAsync();
    }

    private List<String> warnings() {
        notices.flushDeferred();
        return listener.warnings;
    }

    @Test
    void equalLabelsAreTheSameStream() {
        assertThat(find("orders", "a", "INFO")).isSameAs(find("orders", "a", "INFO"));
        assertThat(find("orders", "a", "INFO")).isNotSameAs(find("orders", "b", "INFO"));
    }

    @Test
    void labelsAreSortedAndEmptyOnesLeftOut() {
        assertThat(find("orders", "", "INFO").text()).isEqualTo("{level=\"INFO\", service_name=\"orders\"}");
        assertThat(find("orders", null, "INFO")).isSameAs(find("orders", "", "INFO"));
    }

    @Test
    void theSameLabelsInAnotherOrderAreTheSameStream() {
        StreamKey key = new StreamKey();
        key.set("", LabelNames.of(List.of("level", "service_name")), new String[] {"INFO", "orders"});

        assertThat(table.find(key, entry)).isSameAs(find("orders", "", "INFO"));
    }

    @Test
    void aStreamIsNeverWithoutLabels() {
        assertThat(find("", "", "").text()).isEqualTo("{service_name=\"unknown_service\"}");
    }

    @Test
    void exactlyMaxStreamsFoldNothing() {
        for (int i = 0; i < 10; i++) {
            find("orders", "user-" + i, "INFO");
        }

        assertThat(table.activeStreams()).isEqualTo(10);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void pastMaxStreamsTheLabelWithTheMostValuesFolds() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            texts.add(find("orders", "user-" + i, i % 2 == 0 ? "INFO" : "WARN").text());
        }

        assertThat(texts)
                .hasSize(12)
                .contains("{level=\"INFO\", service_name=\"orders\", user=\"other\"}")
                .contains("{level=\"WARN\", service_name=\"orders\", user=\"other\"}");
        assertThat(table.activeStreams()).isEqualTo(2);
        assertThat(warnings()).singleElement().asString().startsWith("label user has 11 values");
    }

    @Test
    void aLabelOfEverNewValuesFoldsThoughFewAreActiveAtATime() {
        Set<String> texts = new HashSet<>();
        for (int job = 0; job < 1000; job++) {
            texts.add(find("orders", "job-" + job, "INFO").text());
            time.advance(Duration.ofMinutes(10));
        }

        assertThat(texts).hasSize(4 * 10 + 1).contains("{level=\"INFO\", service_name=\"orders\", user=\"other\"}");
        assertThat(warnings()).singleElement().asString().startsWith("label user has had more than 40 values");
    }

    @Test
    void valuesThatComeAgainAreCountedOnce() {
        for (int i = 0; i < 1000; i++) {
            find("orders", "user-" + i % 20, "INFO");
            time.advance(Duration.ofMinutes(10));
        }

        assertThat(warnings()).isEmpty();
    }

    @Test
    void whenOneFoldedLabelIsNotEnoughTheNextFolds() {
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 100; j++) {
                find("orders", "user-" + i, "level-" + j);
            }
        }

        assertThat(table.activeStreams()).isLessThanOrEqualTo(10);
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void aStreamIdleForHalfAnHourMakesRoom() {
        for (int i = 0; i < 10; i++) {
            find("orders", "user-" + i, "INFO");
        }
        time.advance(Duration.ofMinutes(31));

        find("orders", "newcomer", "INFO");

        assertThat(table.activeStreams()).isEqualTo(1);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aStreamWithABacklogIsNotForgotten() {
        StreamState waiting = find("orders", "user-0", "INFO");
        new ActiveStreams().add(waiting);
        for (int i = 1; i < 10; i++) {
            find("orders", "user-" + i, "INFO");
        }
        time.advance(Duration.ofMinutes(31));

        find("orders", "newcomer", "INFO");

        assertThat(find("orders", "user-0", "INFO")).isSameAs(waiting);
    }

    @Test
    void aStreamOfAFoldedLabelKeepsItsBacklogAndTakesNoPlace() {
        StreamState waiting = find("orders", "user-0", "INFO");
        new ActiveStreams().add(waiting);
        for (int i = 1; i < 20; i++) {
            find("orders", "user-" + i, "INFO");
        }

        assertThat(table.adopt("", waiting.text())).isSameAs(waiting);
        for (int i = 0; i < 20; i++) {
            table.adopt("", waiting.text().replace("user-0", "earlier-" + i));
        }
        assertThat(table.activeStreams()).isEqualTo(1);
        assertThat(find("orders", "user-0", "WARN").labels()).containsEntry("level", "WARN");
        assertThat(warnings()).singleElement().asString().startsWith("label user ");
    }

    @Test
    void labelsOfAnEarlierProcessInAnotherOrderAreTheSameStream() {
        StreamState adopted = table.adopt("", "{service_name=\"orders\", level=\"INFO\"}");

        assertThat(table.adopt("", "{service_name=\"orders\", level=\"INFO\"}")).isSameAs(adopted);
        assertThat(table.adopt("", adopted.text())).isSameAs(adopted);
    }

    @Test
    void streamsOfAnEarlierProcessTakeNoPlaceOfThisOnes() {
        StreamState first = find("orders", "user-0", "INFO");
        for (int i = 1; i < 20; i++) {
            table.adopt("", first.text().replace("orders", "earlier-" + i));
        }
        StreamState adopted = table.adopt("", first.text().replace("user-0", "user-1"));

        for (int i = 1; i < 10; i++) {
            find("orders", "user-" + i, "INFO");
        }

        assertThat(find("orders", "user-1", "INFO")).isSameAs(adopted);
        assertThat(table.activeStreams()).isEqualTo(10);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void threadsThatFoldAtTheSameTimeOpenNoStreamBeyondTheBound() throws InterruptedException {
        Set<String> texts = java.util.concurrent.ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int own = thread;
            EntryEncoder builder = client.newEntry();
            threads.add(new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    StreamKey key = new StreamKey();
                    key.set("", NAMES, new String[] {"orders", "user-" + own + "-" + i, "INFO"});
                    builder.begin(Priority.NORMAL);
                    texts.add(table.find(key, builder).text());
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(texts).hasSize(11);
    }

    @Test
    void tenantsAreBoundedApart() {
        Set<StreamState> ofA = new HashSet<>();
        Set<StreamState> ofB = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            ofA.add(find("a", "orders", "user-" + i, "INFO"));
            ofB.add(find("b", "orders", "user-" + i, "INFO"));
        }

        assertThat(ofA).hasSize(10).allMatch(stream -> stream.tenant().id().equals("a"));
        assertThat(ofB).hasSize(10).allMatch(stream -> stream.tenant().id().equals("b"));
        assertThat(table.activeStreams()).isEqualTo(20);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aTenantThatLokiWouldNotTakeHasNoStream() {
        assertThat(find("a b/c", "orders", "u", "INFO")).isNull();
        assertThat(find("a|b", "orders", "u", "INFO")).isNull();
        assertThat(find("..", "orders", "u", "INFO")).isNull();
        assertThat(warnings()).singleElement().asString().startsWith("tenantId gives names that Loki does not allow");
    }

    @Test
    void aTenantTooManyIsRefusedUntilOthersHaveBeenIdleForHalfAnHour() {
        fillTenants();

        assertThat(find("late", "orders", "u", "INFO")).isNull();
        time.advance(Duration.ofMinutes(31));
        assertThat(find("late", "orders", "u", "INFO")).isNotNull();
        assertThat(warnings()).singleElement().asString().startsWith("there are 1000 tenants");
    }

    @Test
    void tenantsTooManyAreToldAndLookedForOnceAMinute() {
        fillTenants();
        for (int i = 0; i < 1000; i++) {
            find("late-" + i, "orders", "u", "INFO");
        }
        assertThat(warnings()).hasSize(1);
        time.advance(Duration.ofMinutes(1));
        find("later", "orders", "u", "INFO");

        // If each thread had checked and left a message for the delivery thread, there would be a thousand.
        assertThat(warnings()).hasSize(2).last().asString().endsWith("(2 times so far)");
    }

    private void fillTenants() {
        for (int i = 0; i < 1000; i++) {
            find("tenant-" + i, "orders", "u", "INFO");
        }
    }

    @Test
    void theBaseOfAStreamHasTheLabelsThatAllShare() {
        find("orders", "a", "INFO");
        StreamState stream = find("orders", "b", "INFO");

        assertThat(table.base(stream).text()).isEqualTo("{level=\"INFO\", service_name=\"orders\"}");
    }

    private StreamState find(String service, String user, String level) {
        return find("", service, user, level);
    }

    private StreamState find(String tenant, String service, String user, String level) {
        StreamKey key = new StreamKey();
        key.set(tenant, NAMES, new String[] {service, user, level});
        entry.begin(Priority.NORMAL);
        return table.find(key, entry);
    }
}
