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
 * Sends the orders service a crowd, and then asks Loki what happened; knows no logging framework. Runs on the main thread.
 *
 * <p>Loki is the one that {@code LOKI_URL} names, or else an embedded one. It succeeds only if every
 * event was delivered and Loki can tell one failed request's story.
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
     * Runs it all.
     *
     * @param flush waits until the appender has settled everything; asked for when the crowd is gone
     * @param ledger what became of the events
     * @return whether all went as it should
     */
    static boolean run(Predicate<Duration> flush, Supplier<Ledger> ledger) throws Exception {
        String given = System.getenv("LOKI_URL");
        if (given != null && !given.isBlank()) {
            return new Demonstration(given, System.out).show(flush, ledger);
        }
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            // Before the first logger: the configuration reads it.
            System.setProperty("LOKI_URL", loki.url());
            return new Demonstration(loki.url(), System.out).show(flush, ledger);
        }
    }

    private boolean show(Predicate<Duration> flush, Supplier<Ledger> ledger) throws Exception {
        Instant start = Instant.now();
        List<Answer> answers = shop();
        if (!flush.test(PATIENCE)) {
            out.println("\nLoki has not taken everything in time.");
        }
        boolean told = tell(new LokiQueries(lokiUrl, "{service_name=\"orders\"}", start), answers);
        return account(ledger.get()) && told;
    }

    private static List<Answer> shop() throws Exception {
        try (OrdersService service = OrdersService.start(Shopping.SHELVES)) {
            String run = UUID.randomUUID().toString().substring(0, 8);
            return new OrdersClient(new Shopping(service.url(), run)).send(REQUESTS);
        }
    }

    private boolean tell(LokiQueries loki, List<Answer> answers) throws InterruptedException {
        long failed = answers.stream().filter(Answer::isFailure).count();
        out.println("\n%d requests sent, %d of them failed.".formatted(answers.size(), failed));
        String worst = answers.stream()
                .filter(answer -> answer.statusCode() == 502)
                .map(Answer::requestId)
                .findFirst()
                .orElseThrow();
        try {
            Story story = loki.story(worst);
            out.println("\nThe story of request %s, as Loki tells it:\n%s".formatted(worst, story));
            out.println("\nThe label sets:");
            loki.labelSets().forEach(labels -> out.println("  " + labels));
            return story.isWhole();
        } catch (IOException e) {
            out.println("\nLoki could not be asked: " + e);
            return false;
        }
    }

    private boolean account(Ledger ledger) {
        boolean delivered = ledger.delivered() == ledger.appended() && ledger.balances();
        out.println("\nThe ledger:\n  " + ledger);
        out.println(delivered ? "\nEvery event is delivered." : "\nNot every event is delivered.");
        return delivered;
    }
}
