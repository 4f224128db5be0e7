package io.github.lokiline.samples.orders;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.lokiline.logback.loki.LokiAppender;
import io.github.lokiline.loki.Ledger;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/**
 * Runs the orders service, sends it a crowd, and then asks Loki what happened. Runs on the main thread.
 *
 * <p>Loki is the one that {@code LOKI_URL} names, or else an embedded one. The exit code is 0 only if every event
 * was delivered and Loki can tell one failed request's story.
 */
final class Quickstart {

    private static final int REQUESTS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String lokiUrl;
    private final PrintStream out;

    private Quickstart(String lokiUrl, PrintStream out) {
        this.lokiUrl = lokiUrl;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        String given = System.getenv("LOKI_URL");
        boolean named = given != null && !given.isBlank();
        boolean delivered = named ? new Quickstart(given, System.out).run() : runWithEmbeddedLoki();
        System.exit(delivered ? 0 : 1);
    }

    private static boolean runWithEmbeddedLoki() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            // Before the first logger: logback.xml reads it.
            System.setProperty("LOKI_URL", loki.url());
            return new Quickstart(loki.url(), System.out).run();
        }
    }

    private boolean run() throws Exception {
        Instant start = Instant.now();
        List<Answer> answers = shop();
        LokiAppender appender = lokiAppender();
        appender.flush(PATIENCE);
        boolean told = tell(new LokiQueries(lokiUrl, "{service_name=\"orders\"}", start), answers);
        return account(appender.ledger()) && told;
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

    private static LokiAppender lokiAppender() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        return (LokiAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOKI");
    }
}
