package io.github.lokiline.benchmarks.contender;

import java.util.Locale;

/** The measured appenders. */
public enum PusherKind {
    LOKILINE,
    LOKI4J,
    TJAHZI,
    /** Formats the message and reads the MDC, which every appender must do, and discards them. */
    NOTHING;

    /** Starts the appender with the configuration for {@code lines}, to push to {@code url}. */
    public Pusher start(LineMode lines, String url) {
        String file = name().toLowerCase(Locale.ROOT) + "-" + lines.name().toLowerCase(Locale.ROOT) + ".xml";
        return switch (this) {
            case LOKILINE -> new LokilinePusher(LogbackContexts.configured(file, url));
            case LOKI4J -> new Loki4jPusher(LogbackContexts.configured(file, url));
            case TJAHZI -> new TjahziPusher(LogbackContexts.configured(file, url));
            case NOTHING -> new NoPusher(LogbackContexts.empty());
        };
    }
}
