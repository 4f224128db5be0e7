package io.github.lokiline.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Tests that each request has its id on every thread, logs one line on completion, and leaves no MDC entry behind. */
class RequestContextFilterTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    @TempDir
    private Path directory;

    private final RecordedLog log = new RecordedLog();
    private final RequestContextFilter filter = new RequestContextFilter();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void takesTheCallersIdAndAnswersWithIt() throws Exception {
        String answer = ask("/orders/17", "X-Request-ID: r-17");

        assertThat(answer).contains("X-Request-ID: r-17\r\n");
        assertThat(handled().getMDCPropertyMap()).containsEntry("request_id", "r-17");
    }

    @Test
    void makesAnIdWhereThereIsNone() throws Exception {
        String answer = ask("/orders/17");

        String id = handled().getMDCPropertyMap().get("request_id");
        assertThat(id).matches(UUID);
        assertThat(answer).contains("X-Request-ID: " + id + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-ID:",
                "X-Request-ID: a b",
                "X-Request-ID: r\" status=\"200",
                "X-Request-ID: r-17\tlevel=ERROR",
                "X-Request-ID: {\"level\":\"ERROR\"}",
                "X-Request-ID: ${jndi:ldap://x}",
                "X-Request-ID: зайка",
                "X-Request-ID: r-17\r\n level=ERROR",
            })
    void anIdThatIsNotWellFormedIsReplaced(String header) throws Exception {
        String answer = ask("/", header);

        if (answer.startsWith("HTTP/1.1 400")) {
            // An obsolete multi-line header: the container refuses it before any filter.
            assertThat(log.events()).isEmpty();
        } else {
            assertThat(handled().getMDCPropertyMap().get("request_id")).matches(UUID);
        }
    }

    @Test
    void anIdIsAtMost128Characters() throws Exception {
        String longest = "a".repeat(128);
        ask("/", "X-Request-ID: " + longest);
        ask("/", "X-Request-ID: " + longest + "a");

        assertThat(log.completions())
                .extracting(event -> event.getMDCPropertyMap().get("request_id"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(longest),
                        second -> assertThat(second).matches(UUID));
    }

    @Test
    void takesTraceAndSpanFromTraceparent() throws Exception {
        ask("/", "traceparent: 00-" + TRACE + "-" + SPAN + "-01");

        assertThat(handled().getMDCPropertyMap())
                .containsEntry("trace_id", TRACE)
                .containsEntry("span_id", SPAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "rubbish",
            })
    void aTraceparentThatIsNotWellFormedIsIgnored(String header) throws Exception {
        ask("/", "traceparent: " + header);

        assertThat(handled().getMDCPropertyMap()).containsOnlyKeys("request_id");
    }

    @Test
    void leavesTraceparentToATracerThatPutsItsIdsIntoEventsAndNotIntoTheMdc() throws Exception {
        filter.setTraceparent("false");

        ask("/", "traceparent: 00-" + TRACE + "-" + SPAN + "-01");

        assertThat(handled().getMDCPropertyMap()).containsOnlyKeys("request_id");
    }

    @Test
    void aTraceparentOfALaterVersionIsRead() throws Exception {
        ask("/", "traceparent: 01-" + TRACE + "-" + SPAN + "-01-what.comes.later");

        assertThat(handled().getMDCPropertyMap()).containsEntry("trace_id", TRACE);
    }

    @Test
    void listedHeadersAreInTheMdcAndNoOthers() throws Exception {
        filter.setHeaders("X-Tenant-ID=tenant_id, User-Agent");

        ask("/", "X-Tenant-ID: acme", "User-Agent: curl/8", "Authorization: Bearer secret", "Cookie: a=b");

        assertThat(handled().getMDCPropertyMap())
                .containsEntry("tenant_id", "acme")
                .containsEntry("user_agent", "curl/8")
                .hasSize(3);
    }

    @Test
    void aListedHeaderIsCutAndHasNoControlCharacters() throws Exception {
        filter.setHeaders("User-Agent");

        ask("/", "User-Agent: a\u0085b\tc" + "x".repeat(1000));

        String agent = handled().getMDCPropertyMap().get("user_agent");
        assertThat(agent).hasSize(256).contains("b?c").doesNotContainPattern("\\p{Cntrl}|\u0085");
    }

    @Test
    void logsOneLineWhenTheRequestIsOver() throws Exception {
        ask("/orders/17?card=4111111111111111", "X-Request-ID: r-17");

        ILoggingEvent line = completed();
        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getLoggerName()).isEqualTo(RequestContextFilter.class.getName());
        assertThat(line.getMDCPropertyMap()).containsEntry("request_id", "r-17");
        assertThat(fields(line))
                .containsEntry("method", "GET")
                .containsEntry("path", "/orders/17")
                .containsEntry("status_code", 202)
                .hasSize(4);
        assertThat((long) fields(line).get("duration_ms")).isNotNegative();
    }

    @Test
    void theSessionIdIsNoPartOfThePath() throws Exception {
        ask("/a;jsessionid=C0FFEE;v=1/b");

        assertThat(fields(completed())).containsEntry("path", "/a;v=1/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/actuator/health", "/actuator/health/liveness", "/healthz?full=1"})
    void healthChecksLogNoLineButHaveAnId(String path) throws Exception {
        String answer = ask(path);

        assertThat(answer).contains("X-Request-ID: ");
        assertThat(log.completions()).isEmpty();
    }

    @Test
    void pathsToSkipAreThoseWithinTheApplication() throws Exception {
        filter.setSkip("/internal/*");
        try (WebServer server = WebServer.start(directory, "/shop", filter, this::accept, this::accept)) {
            server.get("/shop/internal/state");
            server.get("/shop/healthz");
        }

        assertThat(log.completions())
                .singleElement()
                .satisfies(line -> assertThat(fields(line)).containsEntry("path", "/shop/healthz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop;jsessionid=C0FFEE", "/shop;jsessionid=C0FFEE/orders", "//shop/orders"})
    void aSessionIdWithinTheContextPathFailsNoRequest(String path) throws Exception {
        try (WebServer server = WebServer.start(directory, "/shop", filter, this::accept, (request, response) -> {})) {
            assertThat(server.get(path)).startsWith("HTTP/1.1 202");
        }

        assertThat(fields(completed()).get("path")).asString().contains("/shop").doesNotContain("C0FFEE");
    }

    @Test
    void aFailingRequestIsOverAtErrorWithItsTraceAndItsErrorPageHasTheId() throws Exception {
        WebServer.Handler fail = (request, response) -> {
            throw new IllegalStateException("no stock");
        };
        WebServer.Handler page =
                (request, response) -> LoggerFactory.getLogger("page").info("sorry");
        try (WebServer server = WebServer.start(directory, "", filter, fail, page)) {
            assertThat(server.get("/", "X-Request-ID: r-17")).startsWith("HTTP/1.1 500");
        }

        assertThat(completed().getLevel()).isEqualTo(Level.ERROR);
        assertThat(completed().getThrowableProxy().getMessage()).isEqualTo("no stock");
        assertThat(fields(completed())).containsEntry("status_code", 500);
        assertThat(log.events())
                .filteredOn(event -> event.getMessage().equals("sorry"))
                .singleElement()
                .satisfies(event -> assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "r-17"));
    }

    @Test
    void anAnswerOf5xxIsAtWarn() throws Exception {
        try (WebServer server = WebServer.start(directory, filter, (request, response) -> response.setStatus(503))) {
            server.get("/");
        }

        assertThat(completed().getLevel()).isEqualTo(Level.WARN);
        assertThat(fields(completed())).containsEntry("status_code", 503);
        assertThat(completed().getThrowableProxy()).isNull();
    }

    @Test
    void anAsynchronousRequestIsOverOnceAndNotBeforeItsEnd() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        WebServer.Handler later = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                await(mayEnd);
                response.setStatus(201);
                async.complete();
            });
            mayEnd.countDown();
        };
        try (WebServer server = WebServer.start(directory, filter, later)) {
            assertThat(server.get("/", "X-Request-ID: r-17")).startsWith("HTTP/1.1 201");
            awaitCompletion();
        }

        assertThat(fields(completed())).containsEntry("status_code", 201);
        assertThat(completed().getMDCPropertyMap()).containsEntry("request_id", "r-17");
    }

    /** OpenTelemetry's Java agent sets attributes, and adds its ids to events while its span is current. */
    @Test
    void anAsynchronousRequestIsOverWithTheIdsOfAnAgentsSpan() throws Exception {
        Filter agent = (request, response, chain) -> {
            request.setAttribute("trace_id", TRACE);
            request.setAttribute("span_id", SPAN);
            filter.doFilter(request, response, chain);
        };
        WebServer.Handler later = (request, response) -> {
            LoggerFactory.getLogger("handler").info("handled");
            AsyncContext async = request.startAsync();
            async.start(async::complete);
        };
        try (WebServer server = WebServer.start(directory, agent, later)) {
            server.get("/");
            awaitCompletion();
        }

        assertThat(handled().getMDCPropertyMap()).containsOnlyKeys("request_id");
        assertThat(completed().getMDCPropertyMap())
                .containsEntry("trace_id", TRACE)
                .containsEntry("span_id", SPAN);
    }

    @Test
    void anAsynchronousRequestHasItsIdWhereItIsDispatchedAgain() throws Exception {
        WebServer.Handler twice = (request, response) -> {
            if (request.getAttribute("second") == null) {
                request.setAttribute("second", true);
                AsyncContext async = request.startAsync();
                async.start(async::dispatch);
            } else {
                accept(request, response);
            }
        };
        try (WebServer server = WebServer.start(directory, filter, twice)) {
            assertThat(server.get("/", "X-Request-ID: r-17")).startsWith("HTTP/1.1 202");
            awaitCompletion();
        }

        assertThat(handled().getMDCPropertyMap()).containsEntry("request_id", "r-17");
        assertThat(fields(completed())).containsEntry("status_code", 202);
    }

    @Test
    void anAsynchronousRequestThatBecomesSoAgainIsOverOnce() throws Exception {
        WebServer.Handler again = (request, response) -> {
            AsyncContext async = request.startAsync();
            if (request.getAttribute("second") == null) {
                request.setAttribute("second", true);
                async.start(async::dispatch);
            } else {
                async.start(() -> {
                    response.setStatus(201);
                    async.complete();
                });
            }
        };
        try (WebServer server = WebServer.start(directory, filter, again)) {
            assertThat(server.get("/")).startsWith("HTTP/1.1 201");
            awaitCompletion();
        }

        assertThat(fields(completed())).containsEntry("status_code", 201);
    }

    @Test
    void anAsynchronousRequestThatTimesOutIsOverOnce() throws Exception {
        WebServer.Handler never = (request, response) -> request.startAsync().setTimeout(50);
        try (WebServer server = WebServer.start(directory, filter, never)) {
            assertThat(server.get("/")).startsWith("HTTP/1.1 500");
            awaitCompletion();
        }

        assertThat(fields(completed())).containsEntry("status_code", 500);
        assertThat(completed().getLevel()).isEqualTo(Level.WARN);
    }

    /** As Spring's DeferredResult does it. */
    @Test
    void anAsynchronousRequestThatIsDispatchedAtItsTimeoutIsOverOnce() throws Exception {
        WebServer.Handler dispatches = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                response.sendError(503);
                return;
            }
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
            async.addListener(new DispatchAtTimeout());
        };
        try (WebServer server = WebServer.start(directory, filter, dispatches)) {
            assertThat(server.get("/")).startsWith("HTTP/1.1 503");
            awaitCompletion();
        }

        assertThat(fields(completed())).containsEntry("status_code", 503);
    }

    @Test
    void anAsynchronousRequestThatFailsWhereItIsDispatchedAgainIsOverAtErrorWithItsTrace() throws Exception {
        WebServer.Handler failsLater = (request, response) -> {
            if (request.getAttribute("second") == null) {
                request.setAttribute("second", true);
                AsyncContext async = request.startAsync();
                async.start(async::dispatch);
            } else {
                throw new IllegalStateException("no stock");
            }
        };
        try (WebServer server = WebServer.start(directory, "", filter, failsLater, (request, response) -> {})) {
            assertThat(server.get("/", "X-Request-ID: r-17")).startsWith("HTTP/1.1 500");
            awaitCompletion();
        }

        assertThat(completed().getLevel()).isEqualTo(Level.ERROR);
        assertThat(completed().getThrowableProxy().getMessage()).isEqualTo("no stock");
        assertThat(completed().getMDCPropertyMap()).containsEntry("request_id", "r-17");
        assertThat(fields(completed())).containsEntry("status_code", 500);
    }

    @Test
    void aForwardIsTheSameRequest() throws Exception {
        WebServer.Handler forwards = (request, response) -> {
            if (request.getRequestURI().equals("/other")) {
                accept(request, response);
            } else {
                request.getRequestDispatcher("/other").forward(request, response);
            }
        };
        try (WebServer server = WebServer.start(directory, filter, forwards)) {
            assertThat(server.get("/orders", "X-Request-ID: r-17")).startsWith("HTTP/1.1 202");
        }

        assertThat(handled().getMDCPropertyMap()).containsEntry("request_id", "r-17");
        assertThat(fields(completed())).containsEntry("path", "/orders");
    }

    @Test
    void theThreadIsLeftAsItWasFound() throws Exception {
        Queue<Map<String, String>> before = new ConcurrentLinkedQueue<>();
        WebServer.Handler dirty = (request, response) -> {
            before.add(MDC.getCopyOfContextMap());
            MDC.put("user", "ada");
            if (request.getRequestURI().equals("/fail")) {
                throw new IllegalStateException("no stock");
            }
        };
        try (WebServer server = WebServer.start(directory, "", filter, dirty, (request, response) -> {})) {
            // More requests than Tomcat has threads at the start, so that threads are reused.
            for (int i = 0; i < 30; i++) {
                server.get(i % 2 == 0 ? "/" : "/fail");
            }
        }

        assertThat(before).hasSize(30).allSatisfy(mdc -> assertThat(mdc).containsOnlyKeys("request_id"));
    }

    @Test
    void aTracersOwnIdsStay() throws Exception {
        WebServer.Handler handler = this::accept;
        jakarta.servlet.Filter tracer = (request, response, chain) -> {
            MDC.put("trace_id", "of-the-tracer");
            try {
                filter.doFilter(request, response, chain);
            } finally {
                MDC.remove("trace_id");
            }
        };
        try (WebServer server = WebServer.start(directory, tracer, handler)) {
            server.get("/", "traceparent: 00-" + TRACE + "-" + SPAN + "-01");
        }

        assertThat(handled().getMDCPropertyMap())
                .containsEntry("trace_id", "of-the-tracer")
                .doesNotContainKey("span_id");
    }

    @Test
    void wrongSettingsAreRefusedWithTheWayOut() {
        assertThatThrownBy(() -> filter.setHeaders("X-A, =b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("headers \"=b\": the header name or the key is empty; write name or name=key");
        assertThatThrownBy(() -> filter.setSkip("healthz"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("skip \"healthz\": a path must begin with / and may have * only at its end");
        assertThatThrownBy(() -> filter.setSkip("/a/*/b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> filter.setTraceparent("no"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("traceparent \"no\": must be true or false");
    }

    @Test
    void contextCrossesToAPool() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        WebServer.Handler handler = (request, response) ->
                MdcExecutors.wrap(pool).submit(() -> accept(request, response)).get(20, TimeUnit.SECONDS);
        try (WebServer server = WebServer.start(directory, filter, handler)) {
            server.get("/", "X-Request-ID: r-17");
        } finally {
            pool.shutdownNow();
        }

        assertThat(handled().getMDCPropertyMap()).containsEntry("request_id", "r-17");
    }

    private void accept(HttpServletRequest request, HttpServletResponse response) {
        LoggerFactory.getLogger("handler").info("handled");
        response.setStatus(202);
    }

    private String ask(String path, String... headers) throws Exception {
        try (WebServer server = WebServer.start(directory, filter, this::accept)) {
            return server.get(path, headers);
        }
    }

    private ILoggingEvent handled() {
        return log.events().stream()
                .filter(event -> event.getMessage().equals("handled"))
                .findFirst()
                .orElseThrow();
    }

    private ILoggingEvent completed() {
        assertThat(log.completions()).hasSize(1);
        return log.completions().get(0);
    }

    /** Waits for the line, because the response is sent before the container reports completion. */
    private void awaitCompletion() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !log.completions().isEmpty());
    }

    private static Map<String, Object> fields(ILoggingEvent event) {
        Map<String, Object> fields = new TreeMap<>();
        event.getKeyValuePairs().forEach(pair -> fields.put(pair.key, pair.value));
        return fields;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Dispatches the request again when it times out. Stateless. */
    private static final class DispatchAtTimeout implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            event.getAsyncContext().dispatch();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
