package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.config.DeliverySettings;
import io.github.lokiline.doctor.server.ServerLimits;
import io.github.lokiline.doctor.server.ServerReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;
import okhttp3.HttpUrl;

/** Does what the appender sends fit into Loki's limits, where it shows them? Stateless. */
public final class LimitsCheck implements Check {

    public static final String TENANTS = "/loki/api/v1/drilldown-limits";
    public static final String SERVERS = "/config";

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public boolean isNeeded() {
        return false;
    }

    @Override
    public Finding examine(CheckContext visit) {
        ServerLimits limits = new ServerLimits();
        limits.addTenants(body(visit, TENANTS));
        limits.addServers(body(visit, SERVERS));
        if (limits.isEmpty()) {
            return Finding.skipped("neither " + TENANTS + " nor " + SERVERS + " shows them");
        }
        List<Finding> misfits = misfits(limits, visit.target().delivery());
        return misfits.isEmpty() ? Finding.ok(shown(limits)) : together(misfits);
    }

    /** Empty where it is not shown: older ones have none, gateways hide it. */
    private static String body(CheckContext visit, String path) {
        HttpUrl url = visit.target().api(path);
        try {
            ServerReply reply = url == null ? null : visit.http().get(url);
            return reply != null && reply.isOk() ? reply.body() : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static List<Finding> misfits(ServerLimits limits, DeliverySettings delivery) {
        List<Finding> misfits = new ArrayList<>();
        OptionalLong burst = limits.megabytes("ingestion_burst_size_mb");
        if (burst.isPresent() && delivery.batchMaxBytes() > burst.getAsLong()) {
            misfits.add(Finding.warn(
                    "batchMaxBytes is above ingestion_burst_size_mb (" + limits.text("ingestion_burst_size_mb") + ")",
                    "lower batchMaxBytes: such a push is refused however long it waits, and has to be cut"));
        }
        OptionalLong line = limits.bytes("max_line_size");
        if (line.isPresent() && line.getAsLong() > 0 && delivery.maxLineBytes() > line.getAsLong()) {
            misfits.add(Finding.warn(
                    "maxLineBytes of the encoder is above max_line_size (" + limits.text("max_line_size") + ")",
                    "set <maxLineBytes>" + line.getAsLong() + " B</maxLineBytes> in the encoder:"
                            + " longer lines are refused, shorter ones are cut with care"));
        }
        labels(limits, delivery, misfits);
        age(limits, delivery, misfits);
        return misfits;
    }

    private static void labels(ServerLimits limits, DeliverySettings delivery, List<Finding> misfits) {
        OptionalLong names = limits.number("max_label_names_per_series");
        if (names.isPresent() && delivery.labels() > names.getAsLong()) {
            misfits.add(Finding.warn(
                    delivery.labels() + " labels, and max_label_names_per_series is " + names.getAsLong(),
                    "move labels to structuredMetadata: every entry is refused as it is"));
        }
        OptionalLong streams = limits.number("max_global_streams_per_user");
        if (streams.isPresent() && streams.getAsLong() > 0 && delivery.maxStreams() > streams.getAsLong()) {
            misfits.add(Finding.warn(
                    "maxStreams is above max_global_streams_per_user (" + streams.getAsLong() + ")",
                    "lower maxStreams, or ask for a higher limit"));
        }
        if (delivery.metadata() && !limits.isOn("allow_structured_metadata")) {
            misfits.add(Finding.warn(
                    "allow_structured_metadata is false",
                    "set structuredMetadata to off, or allow it in Loki (schema v13): entries arrive without"));
        }
    }

    private static void age(ServerLimits limits, DeliverySettings delivery, List<Finding> misfits) {
        if (limits.text("reject_old_samples").equals("true")
                && delivery.maxAge().compareTo(limits.duration("reject_old_samples_max_age")) > 0) {
            misfits.add(Finding.warn(
                    "maxAge is above reject_old_samples_max_age (" + limits.text("reject_old_samples_max_age") + ")",
                    "lower maxAge (and spoolMaxAge): what waited for longer is refused"));
        }
        if (!limits.isOn("unordered_writes") && !delivery.strictOrder()) {
            misfits.add(Finding.warn(
                    "unordered_writes is false: entries out of order are refused", "set strictOrder to true"));
        }
    }

    private static String shown(ServerLimits limits) {
        StringJoiner text = new StringJoiner(", ");
        for (String name : new String[] {"max_line_size", "max_label_names_per_series", "ingestion_rate_mb"}) {
            if (!limits.text(name).isEmpty()) {
                text.add(name + " " + limits.text(name));
            }
        }
        return text.length() == 0 ? "those that are shown are met" : "met: " + text + ", ...";
    }

    private static Finding together(List<Finding> misfits) {
        return Finding.warn(
                String.join("; ", misfits.stream().map(Finding::saw).toList()),
                String.join("; ", misfits.stream().map(Finding::wayOut).toList()));
    }
}
