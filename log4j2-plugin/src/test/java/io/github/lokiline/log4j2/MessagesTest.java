package io.github.lokiline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.impl.MementoMessage;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Map<String, Object> SECRET = Map.of("order", 17, "password", "hunter2");

    @Test
    void seesTheMapInWhatAnAsyncAppenderKeepsOfAMessageThatIsUsedAgain() {
        Message kept = new MementoMessage(SECRET.toString(), null, new Object[] {SECRET});

        assertThat(Messages.text(kept)).isEmpty();
        assertThat(Messages.template(kept)).isEmpty();
        assertThat(Messages.arguments(kept, null)).isNull();
    }

    @Test
    void takesWhatIsKeptOfATextForAText() {
        Message kept = new MementoMessage("order 17", "order {}", new Object[] {SECRET});

        assertThat(Messages.text(kept)).isEqualTo("order 17");
        assertThat(Messages.template(kept)).isEqualTo("order {}");
        assertThat(Messages.arguments(kept, null)).containsExactly(SECRET);
        assertThat(Messages.text(new MementoMessage("none", null, null))).isEqualTo("none");
    }

    @Test
    void showsNoSecretOfAMapInTheTemplate() {
        assertThat(Messages.template(new ObjectMessage(SECRET))).isEmpty();
        assertThat(Messages.template(new MapMessage<>(SECRET))).isEmpty();
        assertThat(Messages.template(new MapMessage<>(Map.of("message", "paid", "token", "x"))))
                .isEqualTo("paid");
        assertThat(Messages.template(new ObjectMessage(17))).isEqualTo("17");
        assertThat(Messages.template(new SimpleMessage("a {}"))).isEqualTo("a {}");
        assertThat(Messages.template(null)).isNull();
    }

    @Test
    void doesNotCountTheExceptionAmongTheArguments() {
        Exception thrown = new IllegalStateException("sold out");
        Message message = new ParameterizedMessage("order {}", 17, thrown);

        assertThat(Messages.arguments(message, thrown)).containsExactly(17);
        assertThat(Messages.arguments(message, null)).containsExactly(17, thrown);
        assertThat(Messages.arguments(new ParameterizedMessage("failed", thrown), thrown))
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
