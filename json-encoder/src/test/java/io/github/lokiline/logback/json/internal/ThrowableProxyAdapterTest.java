package io.github.lokiline.logback.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.json.Lines;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ThrowableProxyAdapterTest {
    @Test
    void endsCyclesThatADescriptionDoesNotSpeakOf() {
        Described one = new Described("a.One", "1");
        Described two = new Described("a.Two", "2");
        one.cause = two;
        two.cause = one;
        two.suppressed = new IThrowableProxy[] {two, one};

        assertThat(trace(encoder -> {}, one)).isEqualTo("""
                a.One: 1
                Caused by: a.Two: 2
                \tSuppressed: [circular reference: a.One: 1]
                Caused by: [circular reference: a.One: 1]""");
    }

    @Test
    void showsTheFirstAndTheLastOfEightThousandCauses() {
        Described described = new Described("a.Root", "root");
        for (int i = 0; i < 8000; i++) {
            Described next = new Described("a.Top", "level " + i);
            next.cause = described;
            described = next;
        }

        assertThat(trace(encoder -> {}, described))
                .startsWith("a.Top: level 7999\n")
                .endsWith(" exceptions omitted\nCaused by: a.Root: root");
    }

    @Test
    void survivesADescriptionOfNothing() {
        Described nothing = new Described(null, null);
        nothing.frames = null;

        assertThat(trace(encoder -> {}, nothing)).isEqualTo("null");
    }

    @Test
    void leavesOutAFrameAndASuppressedExceptionThatAreNull() {
        Described described = new Described("a.One", "1");
        described.frames = new StackTraceElementProxy[] {
            null, new StackTraceElementProxy(new StackTraceElement("a.One", "m", "One.java", 1)), null
        };
        described.suppressed = new IThrowableProxy[] {null, new Described("a.Two", "2")};

        assertThat(trace(encoder -> {}, described)).isEqualTo("""
                a.One: 1
                \tat a.One.m(One.java:1)
                \tSuppressed: a.Two: 2""");
    }

    @Test
    void isChosenByTheNameOfTheClassItDescribes() {
        Described described = new Described("com.acme.shop.Refused", "card 4111");
        described.frames = new StackTraceElementProxy[] {
            new StackTraceElementProxy(new StackTraceElement("com.acme.shop.Svc", "handle", "Svc.java", 1))
        };

        assertThat(trace(encoder -> encoder.addHideExceptionMessages("Refused"), described))
                .isEqualTo("com.acme.shop.Refused\n\tat com.acme.shop.Svc.handle(Svc.java:1)");
        assertThat(trace(encoder -> encoder.setShortenNames("true"), described))
                .isEqualTo("c.a.s.Refused: card 4111\n\tat c.a.s.Svc.handle(Svc.java:1)");
        assertThat(line(encoder -> encoder.addOmitStackOf("com.acme.shop.*"), described)
                        .line())
                .isEqualTo("{\"message\":\"hi. The error is: card 4111\"}");
    }

    private static String trace(Consumer<JsonEncoder> settings, IThrowableProxy described) {
        return line(settings, described).json().get("exc_info").asString();
    }

    private static Lines line(Consumer<JsonEncoder> settings, IThrowableProxy described) {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            settings.accept(encoder);
        });
        LoggingEvent event = new LoggingEvent() {
            @Override
            public IThrowableProxy getThrowableProxy() {
                return described;
            }
        };
        event.setMessage("hi");
        event.setLoggerContext(lines.context);
        lines.written.add(lines.encoder.encode(event));
        return lines;
    }

    /** A description of an exception as another framework's event may have it. */
    private static final class Described implements IThrowableProxy {
        private final String className;
        private final String message;
        private StackTraceElementProxy[] frames = {};
        private IThrowableProxy cause;
        private IThrowableProxy[] suppressed;

        Described(String className, String message) {
            this.className = className;
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }

        @Override
        public String getClassName() {
            return className;
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return frames;
        }

        @Override
        public int getCommonFrames() {
            return 0;
        }

        @Override
        public IThrowableProxy getCause() {
            return cause;
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return suppressed;
        }

        @Override
        public boolean isCyclic() {
            return false;
        }
    }
}
