package io.github.lokiline.log4j2;

import static io.github.lokiline.log4j2.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LokiAppenderTest {
    private static final String LABEL = "<LokiLabel name='service_name' value='orders'/>";

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        ThreadContext.clearAll();
        loki.close();
    }

    @Test
    void carriesAnEventToLokiAsOneJsonLine() {
        try (Logs logs = Logs.with(url(), LABEL, "<JsonLine/>")) {
            ThreadContext.put("request_id", "r-17");

            logs.logger().info("order {} paid", 17);

            StoredEntry entry = onlyEntry(logs);
            assertThat(entry.labels()).isEqualTo(Map.of("service_name", "orders"));
            assertThat(entry.metadata()).containsEntry("level", "INFO").containsEntry("request_id", "r-17");
            JsonNode line = JsonMapper.shared().readTree(entry.line());
            assertThat(line.get("message").asString()).isEqualTo("order 17 paid");
            assertThat(line.get("request_id").asString()).isEqualTo("r-17");
            assertThat(logs.status().errors()).isEmpty();
        }
    }

    @Test
    void hasAnAliasForThoseWhoHaveAnotherPluginOfThatName() {
        String lokiline = Logs.appender("LOKI", url(), LABEL).replace("Loki name='LOKI'", "Lokiline name='LOKI'");
        try (Logs logs = Logs.configured(lokiline.replace("</Loki>", "</Lokiline>"), "LOKI")) {
            logs.logger().info("hello");

            assertThat(onlyEntry(logs).line()).contains("hello");
        }
    }

    @Test
    void takesAnyLayoutAndCutsItsLineEnd() {
        try (Logs logs = Logs.with(url(), LABEL, "<PatternLayout pattern='%p %m%n'/>")) {
            ThreadContext.put("password", "hunter2");
            logs.logger().warn("careful");

            StoredEntry entry = onlyEntry(logs);
            assertThat(entry.line()).isEqualTo("WARN careful");
            assertThat(entry.metadata()).containsEntry("level", "WARN");
        }
    }

    @Test
    void deliversLogfmt() {
        try (Logs logs = Logs.with(url(), LABEL, "<Logfmt format='levelname,message'/>")) {
            logs.logger().warn("out of stock");

            assertThat(onlyEntry(logs).line()).isEqualTo("levelname=WARNING message=\"out of stock\"");
        }
    }

    @Test
    void readsLabelsByLookupsTooAtTheStartAndAtTheEvent() {
        String elements = LABEL
                + "<LokiLabel name='start' value='in-${sys:lokiline.test:-nowhere}'/>"
                + "<LokiLabel name='event' value='in-$${ctx:zone}'/>"
                + "<LokiLabel name='upper' value='%notEmpty{[%X{zone}]}'/>"
                + "<LokiLabel name='secret' value='$${ctx:password}'/>";
        try (Logs logs = Logs.with(url(), elements)) {
            ThreadContext.put("zone", "eu");
            ThreadContext.put("password", "hunter2");
            logs.logger().info("hello");

            assertThat(onlyEntry(logs).labels())
                    .isEqualTo(Map.of(
                            "service_name", "orders",
                            "start", "in-nowhere",
                            "event", "in-eu",
                            "upper", "[eu]",
                            "secret", "***"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url='${env:NO_SUCH_URL}'                  |                                     | url "${env:NO_SUCH_URL}": a lookup without a value
            batchMaxWait='5'                          |                                     | batchMaxWait "5"
            labels='no equals sign'                   |                                     | labels
            labels='{"a":"b"}'                        | <LokiLabel name='c' value='d'/>     | labels "..."
            structuredMetadata='off'                  | <LokiMetadata name='c' value='d'/>  | structuredMetadata "..."
            url='http://localhost'                    | <LokiLabel value='d'/>              | LokiLabel "null"
            url='http://localhost'                    | <LokiLabel name='a=b' value='d'/>   | LokiLabel "a=b"
            url='http://localhost'                    | <LokiHeader name='X-Team'/>         | LokiHeader "X-Team"
            url='http://localhost'                    | <LokiLabel name='a' value='%wrong'/> | labels "a=%wrong"
            url='http://localhost'                    | <LokiLabel name='a'/>               | LokiLabel "a": no value
            url='http://localhost'                    | <LokiLabel name='a' value='b&#10;c=d'/> | LokiLabel "a": a line end
            url='http://localhost'                    | <LokiMetadata name='a' value='b&#10;c=d'/> | LokiMetadata "a": a line end
            url='http://localhost'                    | <Property name='url' value='x'/>    | Property "url": not an element of <Loki>
            url='http://localhost'                    | <JsonLine preset='x'/>              | layout "JsonLine": it writes nothing
            """)
    void tellsWhatIsWrongAndThereIsNoAppender(String attributes, String elements, String fault) {
        try (Logs logs = Logs.with(attributes, elements == null ? "" : elements)) {
            logs.logger().error("the application runs on");

            assertThat(logs.appender()).isNull();
            assertThat(logs.status().errors())
                    .anySatisfy(message -> assertThat(message)
                            .startsWith("<Loki name=\"LOKI\">: the appender is not created:")
                            .contains(fault));
        }
    }

    @Test
    void knowsEveryAttribute() {
        Map<String, String> blank = new HashMap<>();
        Arrays.stream(Log4jLokiAppenderBuilder.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(PluginBuilderAttribute.class))
                .forEach(field -> blank.put(field.getName(), " "));
        assertThat(blank).hasSizeGreaterThan(33);
        try (Logs logs = Logs.with(Xml.attributes(blank))) {
            assertThat(logs.appender().isStarted()).isTrue();
            assertThat(logs.status().errors()).isEmpty();
        }
    }

    @Test
    void showsNoSecretToTheStatusLogger() {
        try (Logs logs = Logs.with(
                "url='http://ada:s3cret@localhost:9' bearerToken='s3cret' keyStorePassword='s3cret'",
                "<LokiHeader name='X-Key' value='s3cret'/>")) {
            assertThat(logs.status().all())
                    .noneMatch(message -> message.contains("s3cret"))
                    .isNotEmpty();
        }
    }

    @Test
    void deliversThroughAnAsyncAppender() {
        String async = "<Async name='ASYNC'><AppenderRef ref='LOKI'/></Async>";
        try (Logs logs = Logs.configured(Logs.appender("LOKI", url(), LABEL) + async, "ASYNC")) {
            IntStream.range(0, 1_000).forEach(i -> logs.logger().info(new MapMessage<>(Map.of("number", i))));

            assertThat(loki.awaitEntries(1_000, SOON)).isTrue();
            assertThat(numbers()).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        }
    }

    @Test
    void deliversFromAsyncLoggersWhoseEventsAreUsedAgain() throws Exception {
        try (Logs logs = Logs.in(new AsyncLoggerContext("async"), Logs.appender("LOKI", url(), LABEL), "LOKI")) {
            List<Thread> threads = IntStream.range(0, 4)
                    .mapToObj(t -> new Thread(() -> {
                        ThreadContext.put("t", "t-" + t);
                        IntStream.range(0, 1_000).forEach(i -> logs.logger().info("thread {} number {}", t, i));
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(loki.awaitEntries(4_000, SOON)).isTrue();
            assertThat(loki.lines()).hasSize(4_000).doesNotHaveDuplicates();
            for (int t = 0; t < 4; t++) {
                String thread = "thread " + t + " ";
                String context = "\"t\":\"t-" + t + "\"";
                List<String> lines = loki.lines().stream()
                        .filter(line -> line.contains(thread))
                        .toList();
                assertThat(lines).hasSize(1_000).allMatch(line -> line.contains(context));
            }
        }
    }

    @Test
    void seesTheObjectThatAnAsyncLoggersEventCarries() {
        try (Logs logs = Logs.in(new AsyncLoggerContext("async"), Logs.appender("LOKI", url(), LABEL), "LOKI")) {
            logs.logger().info((Object) Map.of("order", 17));
            logs.logger().info(new ObjectMessage(Map.of("order", 18)));

            assertThat(loki.awaitEntries(2, SOON)).isTrue();
            assertThat(loki.lines().get(0)).contains("\"message\":\"\"", "\"order\":17");
            assertThat(loki.lines().get(1)).contains("\"message\":\"\"", "\"order\":18");
        }
    }

    @Test
    void losesNothingWhenItIsConfiguredAnewUnderLoad() throws Exception {
        String appender = Logs.appender("LOKI", url(), LABEL);
        try (Logs logs = Logs.configured(appender, "LOKI")) {
            List<Thread> threads = IntStream.range(0, 2)
                    .mapToObj(t -> new Thread(() ->
                            IntStream.range(0, 5_000).forEach(i -> logs.logger().info("{}-{}", t, i))))
                    .toList();
            threads.forEach(Thread::start);
            while (threads.stream().anyMatch(Thread::isAlive)) {
                logs.configure(appender, "LOKI");
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.awaitEntries(10_000, SOON)).isTrue();
            assertThat(loki.lines()).hasSize(10_000);
            Ledger ledger = logs.appender().ledger();
            assertThat(ledger.appended()).isEqualTo(10_000);
            assertThat(ledger.delivered()).isEqualTo(10_000);
            assertThat(ledger.balances()).isTrue();
            Awaitility.await().atMost(SOON).until(() -> workers() <= 1);
        }
    }

    @Test
    void tellsWhetherAnythingIsLeftWhenItIsStopped() {
        try (Logs logs = Logs.with(url() + " batchMaxWait='1 hour'", LABEL)) {
            logs.logger().info("hello");

            assertThat(logs.appender().stop(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(loki.lines()).hasSize(1);
            assertThat(logs.appender().isStopped()).isTrue();
        }
    }

    @Test
    void saysSoWhenLokiHasNotTakenAllInTime() {
        loki.stop();
        try (Logs logs = Logs.with(url() + " shutdownTimeout='1 hour' retryMaxBackoff='500 ms'", LABEL)) {
            logs.logger().info("hello");

            Log4jLokiAppender appender = logs.appender();
            assertThat(appender.stop(50, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(appender.stop(0, TimeUnit.MILLISECONDS)).isFalse();
            loki.restart();
            Awaitility.await().atMost(SOON).until(() -> appender.stop(0, TimeUnit.MILLISECONDS));
            assertThat(loki.lines()).hasSize(1);
        }
    }

    @Test
    void tellsWhichKeyStoreIsGoneWhenItStarts(@TempDir Path dir) throws Exception {
        Path store = dir.resolve("client.p12");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        try (OutputStream file = Files.newOutputStream(store)) {
            empty.store(file, "changeit".toCharArray());
        }
        Log4jLokiAppender appender = Log4jLokiAppender.newBuilder()
                .setName("CODE")
                .setUrl(loki.url())
                .setKeyStore(store.toString())
                .setKeyStorePassword("changeit")
                .build();
        Files.delete(store);
        StatusMessages status = StatusMessages.listen();

        appender.start();
        appender.append(SampleEvents.info("ignored"));
        status.end();

        assertThat(status.errors())
                .singleElement()
                .asString()
                .startsWith("<Loki name=\"CODE\">: events are ignored:\n  keyStore \"" + store + "\": cannot be read");
    }

    @Test
    void warnsOfTwoThatStoreAnEventTwice() {
        String other = LABEL + "<LokiLabel name='copy' value='yes'/>";
        String first = Logs.appender("A", url(), LABEL);
        try (Logs logs = Logs.configured(first + Logs.appender("B", url(), other) + Logs.appender("C", url(), LABEL))) {
            assertThat(logs.status().warnings())
                    .filteredOn(message -> message.contains("stored twice"))
                    .singleElement()
                    .asString()
                    .containsPattern("<Loki name=\"[AC]\">: it has the url and the labels of appender \"[AC]\": ");
            logs.configure(first);
            assertThat(logs.status().warnings())
                    .filteredOn(message -> message.contains("stored twice"))
                    .hasSize(1);
        }
    }

    @Test
    void startsAgainAfterAStop() {
        try (Logs logs = Logs.with(url(), LABEL)) {
            Log4jLokiAppender appender = logs.appender();
            logs.logger().info("one");
            appender.stop();
            appender.append(SampleEvents.info("while stopped"));
            appender.start();
            logs.logger().info("two");

            assertThat(appender.flush(SOON)).isTrue();
            assertThat(loki.lines()).hasSize(2).noneMatch(line -> line.contains("while stopped"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<JsonLine format='lineno'/>", "<LokiLabel name='at' value='%L'/>"})
    void asksForTheCallerOnlyWhenSomethingShowsIt(String element) {
        try (Logs asking = Logs.with(url(), LABEL, element);
                Logs other = Logs.with(url(), LABEL)) {
            assertThat(asking.appender().requiresLocation()).isTrue();
            assertThat(other.appender().requiresLocation()).isFalse();
        }
    }

    @Test
    void isBuiltInCodeToo() {
        Log4jLokiAppender appender = Log4jLokiAppender.newBuilder()
                .setName("CODE")
                .setUrl(loki.url())
                .setLabelElements(new LabelElement("service_name", "orders"))
                .build();
        appender.start();
        appender.append(SampleEvents.info("hello"));

        assertThat(appender.flush(SOON)).isTrue();
        appender.stop();
        assertThat(loki.lines()).singleElement().asString().contains("hello");
    }

    @Test
    void findsItsServiceNameWhereSpringOrTheConfigurationSaysIt() {
        String xml = "<Configuration><Properties><Property name='spring.application.name' value='shop'/></Properties>"
                + "<Appenders>" + Logs.appender("LOKI", url())
                + "</Appenders><Loggers><Root level='INFO'><AppenderRef ref='LOKI'/></Root></Loggers></Configuration>";
        try (Logs logs = Logs.document(xml)) {
            logs.logger().info("hello");

            assertThat(onlyEntry(logs).labels())
                    .containsEntry("service_name", "shop")
                    .containsKey("host");
        }
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("lokiline-worker"))
                .count();
    }

    private List<Integer> numbers() {
        return loki.lines().stream()
                .map(line -> JsonMapper.shared().readTree(line).get("number").asInt())
                .collect(Collectors.toList());
    }

    private StoredEntry onlyEntry(Logs logs) {
        assertThat(logs.appender().flush(SOON)).isTrue();
        assertThat(loki.entries()).hasSize(1);
        return loki.entries().get(0);
    }

    private String url() {
        return "url='" + loki.url() + "'";
    }
}
