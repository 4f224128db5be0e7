package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.logback.json.JsonEncoder;
import net.logstash.logback.encoder.LogstashEncoder;

/** The measured encoders, each with its defaults, apart from settings that would make the work unequal. */
public enum EncoderContender {
    LOKILINE {
        @Override
        Encoder<ILoggingEvent> make() {
            return new JsonEncoder();
        }
    },
    /** The typical event has nothing to redact, so this measures the search. */
    LOKILINE_REDACTING {
        @Override
        Encoder<ILoggingEvent> make() {
            JsonEncoder encoder = new JsonEncoder();
            encoder.addRedactPatterns("card,email,bearer");
            return encoder;
        }
    },
    LOGSTASH {
        @Override
        Encoder<ILoggingEvent> make() {
            return new LogstashEncoder();
        }
    },
    LOGBACK {
        @Override
        Encoder<ILoggingEvent> make() {
            var encoder = new ch.qos.logback.classic.encoder.JsonEncoder();
            // By default it leaves the formatting of the message to the reader, and writes fields that no other encoder
            // writes.
            encoder.setWithFormattedMessage(true);
            encoder.setWithMessage(false);
            encoder.setWithArguments(false);
            encoder.setWithContext(false);
            return encoder;
        }
    },
    ECS {
        @Override
        Encoder<ILoggingEvent> make() {
            return new EcsEncoderWithKeyValues();
        }
    },
    FLOOR {
        @Override
        Encoder<ILoggingEvent> make() {
            return new FloorEncoder();
        }
    };

    abstract Encoder<ILoggingEvent> make();

    public Encoder<ILoggingEvent> start(LoggerContext context) {
        Encoder<ILoggingEvent> encoder = make();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
