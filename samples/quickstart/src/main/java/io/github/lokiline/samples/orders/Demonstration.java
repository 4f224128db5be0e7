package io.github.lokiline.samples.orders;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sends many requests to the orders service and queries Loki for the result; independent of the logging framework. Runs
 * on the main thread.
 *
 * <p>Uses the Loki of {@code LOKI_URL}, else an embedded one. Succeeds only if every event was delivered and Loki
 * returns all lines of one failed request.
 */
final class Demonstration {

    private static final int REQUESTS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String lokiUrl;
    private final PrintStream out;

    private Demonstration(String lokiUrl, PrintStream out) {
        this.lokiUrl = lokiUrl;
        this.out = out;
    }

    /**
     * Runs the demonstration.
     *
     * @param flush waits until the appender has delivered everything; called after the last request
     * @param ledger returns the counts of the events
     * @return true if all events were delivered and found
     */
    static boolean run(Predicate<Duration> flush, Supplier<Ledger> ledger) throws Exception {
        String given = System.getenv("LOKI_URL");
        if (given != null && !given.isBlank()) {
            return new Demonstration(given, System.out).show(flush, ledger);
        }
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            // Before the first logger, because the configuration reads it.
            System.setProperty("LOKI_URL", loki.url());
            return new Demonstration(loki.url(), System.out).show(flush, ledger);
        }
    }

    private boolean show(Predicate<Duration> flush, Supplier<Ledger> ledger) throws Exception {
        Instant start = Instant.now();
        List<Answer> answers = shop();
        if (!flush.test(PATIENCE)) {
            out.println("\nLoki did not accept all events in time.");
        }
        boolean found = queryStory(new LokiQueries(lokiUrl, "{service_name=\"orders\"}", start), answers);
        return printLedger(ledger.get()) && found;
    }

    private static List<Answer> shop() throws Exception {
        try (OrdersService service = OrdersService.start(Shopping.SHELVES)) {
            String run = UUID.randomUUID().toString().substring(0, 8);
            return new OrdersClient(new Shopping(service.url(), run)).send(REQUESTS);
        }
    }

    private boolean queryStory(LokiQueries loki, List<Answer> answers) throws InterruptedException {
        long failed = answers.stream().filter(Answer::isFailure).count();
        out.println("\n%d requests sent, %d of them failed.".formatted(answers.size(), failed));
        String worst = answers.stream()
                .filter(answer -> answer.statusCode() == 502)
                .map(Answer::requestId)
                .findFirst()
                .orElseThrow();
        try {
            Story story = loki.story(worst);
            out.println("\nAll lines of request %s in Loki:\n%s".formatted(worst, story));
            out.println("\nThe label sets:");
            loki.labelSets().forEach(labels -> out.println("  " + labels));
            return story.isWhole();
        } catch (IOException e) {
            out.println("\nLoki could not be queried: " + e);
            return false;
        }
    }

    private boolean printLedger(Ledger ledger) {
        boolean delivered = ledger.delivered() == ledger.appended() && ledger.balances();
        out.println("\nThe ledger:\n  " + ledger);
        out.println(delivered ? "\nAll events were delivered." : "\nNot all events were delivered.");
        return delivered;
    }
}
