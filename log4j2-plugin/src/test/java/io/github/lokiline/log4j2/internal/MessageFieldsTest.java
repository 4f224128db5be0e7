package io.github.lokiline.log4j2.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.log4j2.Written;
import java.util.Map;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.impl.MementoMessage;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class MessageFieldsTest {
    private static final Map<String, Object> SECRET = Map.of("order", 17, "password", "hunter2");

    @Test
    void seesTheMapInWhatAnAsyncAppenderKeepsOfAMessageThatIsUsedAgain() {
        Message kept = new MementoMessage(SECRET.toString(), null, new Object[] {SECRET});

        assertThat(MessageFields.text(kept)).isEmpty();
        assertThat(MessageFields.template(kept)).isEmpty();
        assertThat(MessageFields.arguments(kept, null)).isNull();
    }

    @Test
    void takesWhatIsKeptOfATextForAText() {
        Message kept = new MementoMessage("order 17", "order {}", new Object[] {SECRET});

        assertThat(MessageFields.text(kept)).isEqualTo("order 17");
        assertThat(MessageFields.template(kept)).isEqualTo("order {}");
        assertThat(MessageFields.arguments(kept, null)).containsExactly(SECRET);
        assertThat(MessageFields.text(new MementoMessage("none", null, null))).isEqualTo("none");
    }

    @Test
    void showsNoSecretOfAMapInTheTemplate() {
        assertThat(MessageFields.template(new ObjectMessage(SECRET))).isEmpty();
        assertThat(MessageFields.template(new MapMessage<>(SECRET))).isEmpty();
        assertThat(MessageFields.template(new MapMessage<>(Map.of("message", "paid", "token", "x"))))
                .isEqualTo("paid");
        assertThat(MessageFields.template(new ObjectMessage(17))).isEqualTo("17");
        assertThat(MessageFields.template(new SimpleMessage("a {}"))).isEqualTo("a {}");
        assertThat(MessageFields.template(null)).isNull();
    }

    @Test
    void doesNotCountTheExceptionAmongTheArguments() {
        Exception thrown = new IllegalStateException("sold out");
        Message message = new ParameterizedMessage("order {}", 17, thrown);

        assertThat(MessageFields.arguments(message, thrown)).containsExactly(17);
        assertThat(MessageFields.arguments(message, null)).containsExactly(17, thrown);
        assertThat(MessageFields.arguments(new ParameterizedMessage("failed", thrown), thrown))
                .isEmpty();
    }

    @Test
    void doesNotRepeatATextAsItsOwnArgument() {
        try (Written written = Written.by("<JsonLine format='message' arguments='all'/>")) {
            Logger logger = written.logger();
            logger.info(() -> "made late");
            logger.info("{}", "made late");

            assertThat(written.lines())
                    .containsExactly(
                            "{\"message\":\"made late\"}\n", "{\"message\":\"made late\",\"arg0\":\"made late\"}\n");
        }
    }
}
