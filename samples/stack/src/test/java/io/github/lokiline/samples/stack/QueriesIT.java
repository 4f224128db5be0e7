package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that all queries of dashboards and alerts return the right results: for the sample application, once pushing
 * and once printing for an agent, and for a service that configures only its url.
 *
 * <p>Queries the Loki at {@code -Dloki.url}, else an embedded one.
 */
class QueriesIT {

    private static final String REAL = System.getProperty("loki.url", "");
    /** Distinguishes the services of this run from those of others in a long-running Loki. */
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private static final String TRACE = UUID.randomUUID().toString().replace("-", "");
    private static final List<String> PATHS = List.of(
            "/orders/17", "/orders/18", "/orders/1000", "/orders/13", "/orders/none", "/orders/19", "/orders/20");
    private static final Offset<Double> SAME = within(1e-6);

    private static final List<Logged> LOGGED = new ArrayList<>();
    private static EmbeddedLoki embedded;
    private static LokiApi loki;
    private static ShopProcess direct;
    private static ShopProcess printing;
    private static Scrape scrape;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void run() throws Exception {
        embedded = EmbeddedLoki.start();
        loki = new LokiApi(REAL.isEmpty() ? embedded.url() : REAL);
        direct = shop("shop-direct");
        printing = shop("shop-stdout");
        visit(direct);
        visit(printing);
        LOGGED.addAll(direct.printed().stream().filter(Logged::isJson).toList());
        LOGGED.addAll(printing.printed());
        new Agent(Pipeline.ofAlloy(), loki).deliver(printing.printed());
        LOGGED.addAll(PlainService.run("plain-" + RUN, loki.url()));
        String arrived = "sum by (service_name) (count_over_time({service_name=~\".+-" + RUN + "\"}[1h]))";
        Awaitility.await()
                .atMost(ShopProcess.PATIENCE)
                .untilAsserted(
                        () -> assertThat(loki.numbers(arrived)).isEqualTo(new Told(LOGGED).count("service_name")));
        // The meter of a refusal is created by the first refusal, and here there is none.
        scrape = Scrape.of(direct.get("/actuator/prometheus", Map.of())).and(MeterNamesTest.scrape());
    }

    @AfterAll
    static void stop() {
        // Closed only here, because they also log their end.
        Stream.of(direct, printing).filter(Objects::nonNull).forEach(ShopProcess::close);
        embedded.close();
    }

    private static ShopProcess shop(String service) throws Exception {
        return ShopProcess.start(
                service,
                folder,
                Map.of(
                        "SPRING_APPLICATION_NAME",
                        service + "-" + RUN,
                        "SPRING_PROFILES_ACTIVE",
                        "",
                        "SERVER_PORT",
                        "0",
                        "LOKI_URL",
                        loki.url(),
                        "LOKI_SPOOL_DIR",
                        folder.resolve(service).toString()));
    }

    /** Sends seven requests: one fails, one is invalid, one is slow, and the last has a trace. */
    private static void visit(ShopProcess shop) throws Exception {
        for (int i = 0; i < PATHS.size(); i++) {
            Map<String, String> headers = new TreeMap<>(Map.of("X-Request-ID", RUN + "-" + i));
            if (i == PATHS.size() - 1) {
                headers.put("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
            }
            shop.get(PATHS.get(i), headers);
        }
        Awaitility.await().atMost(ShopProcess.PATIENCE).until(() -> {
            Told printed = new Told(shop.printed());
            return printed.where(Logged::isEnd).lines().size() == PATHS.size()
                    && printed.where(line -> line.get("message").equals("Stock counted"))
                                    .lines()
                                    .size()
                            == 5;
        });
    }

    static List<Choice> choices() {
        String all = Stream.of("shop-direct", "shop-stdout", "plain")
                .map(service -> service + "-" + RUN)
                .reduce((one, other) -> one + "|" + other)
                .orElseThrow();
        List<Choice> choices = new ArrayList<>(List.of(
                new Choice("all services", all, ".*", "", 100, RUN + "-3"),
                new Choice("a trace", all, "INFO|WARNING", "ORDER", 1, TRACE),
                new Choice("the shop that pushes", "shop-direct-" + RUN, "ERROR", "order [0-9]+", 50, RUN + "-6"),
                new Choice("the shop that prints", "shop-stdout-" + RUN, "INFO", "\"stock counted\"", 50, RUN + "-0"),
                new Choice("no id", all, "DEBUG", "there is no such text", 100_000, "")));
        if (REAL.isEmpty()) {
            choices.add(new Choice("All", ".+", ".*", "", 200, RUN + "-2"));
        }
        return choices;
    }

    static Stream<Arguments> questions() {
        return Query.all("loki").stream()
                .flatMap(query -> choices().stream().map(choice -> Arguments.of(query, choice)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("questions")
    void isAnsweredRightly(Query query, Choice choice) throws Exception {
        // An alert's minutes become an hour too, because the test may be slow.
        String text = query.filled(choice.variables()).replace("[5m]", "[1h]");

        if (query.forLines()) {
            assertThat(loki.lines(text))
                    .containsExactlyInAnyOrderElementsOf(
                            choice.lines(query.name(), LOGGED).toList());
        } else {
            check(ours(loki.numbers(text)), choice.numbers(query.name(), LOGGED), text);
        }
    }

    @ParameterizedTest
    @MethodSource("choicesThatFind")
    void hasAnAnswerOfAllThatWasLogged(Query query) throws Exception {
        String text = query.filled(choices().get(0).variables());

        if (query.forLines()) {
            assertThat(loki.lines(text)).isNotEmpty();
        } else {
            assertThat(loki.numbers(text)).isNotEmpty();
            assertThat(loki.series(text)).isPositive();
        }
    }

    static Stream<Query> choicesThatFind() {
        return Query.all("loki").stream();
    }

    @ParameterizedTest
    @MethodSource("measured")
    void asksOnlyForMetricsAndLabelsThatAreScraped(Query query) throws Exception {
        Map<String, Set<String>> there = scrape.withTargetLabels().labels();

        assertThat(Promql.labelsByMetric(query.filled(Query.OF_PROMETHEUS)))
                .isNotEmpty()
                .allSatisfy((metric, labels) -> {
                    assertThat(there).containsKey(metric);
                    assertThat(there.get(metric)).containsAll(labels);
                });
    }

    static Stream<Query> measured() {
        return Query.all("prometheus").stream();
    }

    @Test
    void theAgentFindsInTheSamplesLinesAllThatItLooksFor() {
        Pipeline alloy = Pipeline.ofAlloy();

        assertThat(alloy.fields().keySet())
                .allSatisfy(name -> assertThat(LOGGED)
                        .filteredOn(line -> line.service().startsWith("shop-stdout"))
                        .anySatisfy(
                                line -> assertThat(line.get(alloy.fieldsOf(name).get(0)))
                                        .isNotEmpty()));
    }

    /** Both ways of delivery must produce the same numbers. */
    @Test
    void bothShopsHaveTheSameRequests() throws Exception {
        assertThat(loki.numbers("sum by (service_name) (count_over_time({service_name=~\"shop-.+-" + RUN
                        + "\"} | request_id!=\"\" [1h]))"))
                .hasSize(2)
                .satisfies(numbers -> assertThat(Set.copyOf(numbers.values())).hasSize(1));
    }

    /** Removes other services, which an alert also queries in a long-running Loki. */
    private static Map<Map<String, String>, Double> ours(Map<Map<String, String>, Double> numbers) {
        numbers.keySet()
                .removeIf(labels -> !labels.getOrDefault("service_name", RUN).endsWith(RUN));
        return numbers;
    }

    private static void check(
            Map<Map<String, String>, Double> found, Map<Map<String, String>, Double> right, String query) {
        if (query.startsWith("topk(")) {
            int most = Integer.parseInt(query.substring("topk(".length(), query.indexOf(',')));
            assertThat(found).hasSize(Math.min(most, right.size()));
            assertThat(found.values().stream().sorted())
                    .containsExactlyElementsOf(right.values().stream()
                            .sorted(Comparator.reverseOrder())
                            .limit(most)
                            .sorted()
                            .toList());
        } else {
            assertThat(found.keySet()).isEqualTo(right.keySet());
        }
        found.forEach((labels, number) ->
                assertThat(right.get(labels)).as(query + labels).isNotNull().isCloseTo(number, SAME));
    }
}
