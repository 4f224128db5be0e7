package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.config.Options;
import io.github.lokiline.doctor.config.Target;
import io.github.lokiline.doctor.server.ServerProbe;
import io.github.lokiline.doctor.server.ServerReply;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The target of a run of checks, and the results so far. Owned by one thread. */
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

    /** Returns the unique text that identifies the pushed line. */
    String marker() {
        return marker;
    }

    /** Returns the LogQL query for the pushed line. */
    String query() {
        return "{service_name=\"" + PushCheck.SERVICE + "\"} |= `" + marker + "`";
    }

    /** Returns the response to the last empty push; null before. */
    @Nullable
    ServerReply lastReply() {
        return lastReply;
    }

    void keep(ServerReply reply) {
        lastReply = reply;
    }

    /** Returns the time of the pushed line; null before. */
    @Nullable
    Instant pushed() {
        return pushed;
    }

    void pushedAt(Instant time) {
        pushed = time;
    }
}
