package io.github.lokiline.request.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tests the line of a WebFlux request. The compatibility tests run whole applications. */
class WebRequestExchangeTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.lokiline.request.RequestContextFilter");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ServerHttpResponse response = new Response();

    @BeforeEach
    void open() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
    }

    @Test
    void aResponseThatBreaksAfterItsBeginningIsOverAtErrorWithItsTrace() {
        WebRequestExchange exchange = exchange("/orders");
        response.setStatusCode(HttpStatus.OK);
        response.setComplete().block();

        exchange.fail(new IllegalStateException("no stock"));

        assertThat(line().getLevel()).isEqualTo(Level.ERROR);
        assertThat(line().getThrowableProxy().getMessage()).isEqualTo("no stock");
        assertThat(field("status_code")).isEqualTo(200);
    }

    @Test
    void anExceptionThatBecomesAResponseBelow500IsNoFailure() {
        WebRequestExchange exchange = exchange("/orders/none");

        exchange.fail(new IllegalStateException("no such order"));
        response.setStatusCode(HttpStatus.NOT_FOUND);
        response.setComplete().block();

        assertThat(line().getLevel()).isEqualTo(Level.INFO);
        assertThat(line().getThrowableProxy()).isNull();
        assertThat(field("status_code")).isEqualTo(404);
    }

    @Test
    void theSessionIdIsNoPartOfThePath() {
        exchange("/orders;jsessionid=C0FFEE;v=1/17").complete();

        assertThat(field("path")).isEqualTo("/orders;v=1/17");
    }

    @Test
    void aPathToSkipIsSkippedWithASessionIdToo() {
        exchange("/healthz;jsessionid=C0FFEE").complete();

        assertThat(log.list).isEmpty();
    }

    private WebRequestExchange exchange(String path) {
        return new WebRequestExchange(new Request(path), response, new FilterSettings());
    }

    private ILoggingEvent line() {
        assertThat(log.list).hasSize(1);
        return log.list.get(0);
    }

    private Object field(String key) {
        return line().getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(key))
                .findFirst()
                .orElseThrow()
                .value;
    }

    /** A GET without a server. */
    private static final class Request extends AbstractServerHttpRequest {
        Request(String path) {
            super(HttpMethod.GET, URI.create("http://localhost" + path), "", new HttpHeaders());
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.empty();
        }

        @Override
        protected MultiValueMap<String, HttpCookie> initCookies() {
            return new LinkedMultiValueMap<>();
        }

        @Override
        protected @Nullable SslInfo initSslInfo() {
            return null;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Spring's signature
        public <T> T getNativeRequest() {
            throw new UnsupportedOperationException();
        }
    }

    /** A response that goes nowhere. */
    private static final class Response extends AbstractServerHttpResponse {
        Response() {
            super(DefaultDataBufferFactory.sharedInstance);
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Spring's signature
        public <T> T getNativeResponse() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
            return Mono.empty();
        }

        @Override
        protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return Mono.empty();
        }

        @Override
        protected void applyStatusCode() {}

        @Override
        protected void applyHeaders() {}

        @Override
        protected void applyCookies() {}
    }
}
