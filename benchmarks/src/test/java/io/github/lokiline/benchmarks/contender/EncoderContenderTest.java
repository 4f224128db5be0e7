package io.github.lokiline.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that the contenders do the same work, without which a comparison is not fair. */
class EncoderContenderTest {

    private final LoggerContext context = LogbackContexts.empty();
    private final LogbackEvents events = new LogbackEvents(context);

    @ParameterizedTest
    @EnumSource
    void writesEverythingTheEventHolds(EncoderContender contender) {
        ILoggingEvent event = events.typical(0);

        assertThat(texts(contender, event))
                .contains("request 0 completed for customer ada", "com.example.shop.orders.OrderController", "INFO")
                .contains("http-nio-8080-exec-7", "7f3c2a90-000000", "user-1042", "shop-north")
                .contains("4bf92f3577b34da6a3ce929d0e0e4736", "/orders/4711", "200", "12.5");
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "FLOOR") // intended: it is wrong for anything but ASCII
    void writesAMessageInAnyScript(EncoderContender contender) {
        assertThat(texts(contender, events.foreign(7))).contains("заказ 7 выполнен для клиента ada \ud83c\udf89 订单已完成");
    }

    @ParameterizedTest
    @EnumSource
    void writesTheExceptionWithItsCauseAndItsFrames(EncoderContender contender) {
        ILoggingEvent event = events.failed(0, LogbackEvents.failure());

        assertThat(String.join("\n", texts(contender, event)))
                .contains("java.lang.IllegalStateException", "the order could not be taken")
                .contains("java.lang.NumberFormatException", "nested");
    }

    @ParameterizedTest
    @EnumSource
    void writesOneLineOfTheSizeThatIsMeasured(EncoderContender contender) {
        String line = line(contender, events.typical(0));

        assertThat(line.strip()).hasSizeBetween(300, 600).doesNotContain("\n");
    }

    private String line(EncoderContender contender, ILoggingEvent event) {
        return new String(contender.start(context).encode(event), StandardCharsets.UTF_8);
    }

    /** Returns all values of the line, independent of the fields' names. */
    private List<String> texts(EncoderContender contender, ILoggingEvent event) {
        JsonNode line = JsonMapper.shared().readTree(line(contender, event));
        return leaves(line).toList();
    }

    private static Stream<String> leaves(JsonNode node) {
        return node.isContainer()
                ? node.valueStream().flatMap(EncoderContenderTest::leaves)
                : Stream.of(node.asString());
    }
}
