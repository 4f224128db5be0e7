package io.github.lokiline.doctor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One walk along the way to Loki, and what was learned so far. Owned by one thread. */
final class Visit {

    private final Target target;
    private final Options options;
    private final Http http;
    private final String marker = "lokiline-doctor-" + UUID.randomUUID();
    private @Nullable Reply lastReply;
    private @Nullable Instant pushed;

    Visit(Target target, Options options, Http http) {
        this.target = target;
        this.options = options;
        this.http = http;
    }

    Target target() {
        return target;
    }

    Options options() {
        return options;
    }

    Http http() {
        return http;
    }

    /** What the pushed line can be told by. */
    String marker() {
        return marker;
    }

    /** The line as LogQL asks for it. */
    String query() {
        return "{service_name=\"" + PushOneLine.SERVICE + "\"} |= `" + marker + "`";
    }

    /** The last answer to a push of nothing; null before. */
    @Nullable
    Reply lastReply() {
        return lastReply;
    }

    void keep(Reply reply) {
        lastReply = reply;
    }

    /** The time of the pushed line; null before. */
    @Nullable
    Instant pushed() {
        return pushed;
    }

    void pushedAt(Instant time) {
        pushed = time;
    }
}
