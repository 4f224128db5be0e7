package io.github.lokiline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Tests that properties below {@code lokiline.request} reach the filter, and that an invalid one does not stop the
 * application.
 */
class RequestFilterTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.lokiline");
    private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

    @BeforeEach
    void listen() {
        warnings.start();
        logger.addAppender(warnings);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(warnings);
    }

    @Test
    void rightPropertiesAreTakenWithoutAWord() {
        filterWith(Map.of(
                "lokiline.request.headers[0]",
                "X-Tenant-ID=tenant_id",
                "lokiline.request.skip",
                "/healthz",
                "lokiline.request.traceparent",
                false));

        assertThat(warnings.list).isEmpty();
    }

    @Test
    void wrongAndUnknownPropertiesAreToldAndTheFilterIsThereAllTheSame() {
        filterWith(Map.of(
                "lokiline.request.headers", "=tenant_id",
                "lokiline.request.skip", "healthz",
                "lokiline.request.traceparent", "no",
                "lokiline.request.header", "User-Agent"));

        assertThat(warnings.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactlyInAnyOrder(
                        unknown -> assertThat(unknown)
                                .startsWith("lokiline.request.header: unknown property, ignored")
                                .endsWith("did you mean lokiline.request.headers?"),
                        headers -> assertThat(headers).startsWith("lokiline.request.headers \"=tenant_id\": "),
                        skip -> assertThat(skip).startsWith("lokiline.request.skip \"healthz\": "),
                        trace -> assertThat(trace).startsWith("lokiline.request.traceparent \"no\": "));
    }

    @Test
    void headersInTwoFormsAreToldAndTheFilterIsThereAllTheSame() {
        filterWith(Map.of("lokiline.request.headers[0]", "User-Agent", "lokiline.request.headers.x", "y"));

        assertThat(warnings.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("lokiline.request.headers: given as a text or a list, and as a map by"
                        + " lokiline.request.headers.x; write all entries in one form. The default is used.");
    }

    private static void filterWith(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));

        assertThat(new LokilineAutoConfiguration.RequestContext()
                        .requestContextFilterRegistration(environment)
                        .getFilter())
                .isNotNull();
    }
}
