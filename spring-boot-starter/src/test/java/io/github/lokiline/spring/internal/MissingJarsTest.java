package io.github.lokiline.spring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Tests that a warning names the jar that an application lacks. */
class MissingJarsTest {

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
    void log4jNeedsThePlugin() {
        new NoLog4jPlugin().attach(new DeliveryProperties(environment(Map.of("lokiline.url", "http://loki:3100"))));

        assertThat(warnings.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "lokiline.url is ignored: the application logs by Log4j, and lokiline-log4j2-plugin is not"
                                + " on the class path; add it as a dependency");
    }

    @Test
    void withoutAUrlLog4jNeedsNothing() {
        new NoLog4jPlugin().attach(new DeliveryProperties(environment(Map.of())));

        assertThat(warnings.list).isEmpty();
    }

    @Test
    void webFluxNeedsContextPropagation() {
        assertThat(new RequestProperties(environment(Map.of())).isPropagated()).isFalse();

        assertThat(warnings.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("io.micrometer:context-propagation is not on the class path: of the lines of a request"
                        + " only the last one has its id; add it as a dependency");
    }

    private static Environment environment(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return environment;
    }
}
