package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.config.Options;
import io.github.lokiline.doctor.config.Target;
import io.github.lokiline.doctor.server.ServerProbe;
import io.github.lokiline.doctor.server.ServerReply;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One walk along the way to Loki, and what was learned so far. Owned by one thread. */
final class CheckContext {

    private final Target target;
    private final Options options;
    private final ServerProbe http;
    private final String marker = "lokiline-doctor-" + UUID.randomUUID();
    private @Nullable ServerReply lastReply;
    private @Nullable Instant pushed;

    CheckContext(Target target, Options options, ServerProbe http) {
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

    ServerProbe http() {
        return http;
    }

    /** What the pushed line can be told by. */
    String marker() {
        return marker;
    }

    /** The line as LogQL asks for it. */
    String query() {
        return "{service_name=\"" + PushCheck.SERVICE + "\"} |= `" + marker + "`";
    }

    /** The last answer to a push of nothing; null before. */
    @Nullable
    ServerReply lastReply() {
        return lastReply;
    }

    void keep(ServerReply reply) {
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
