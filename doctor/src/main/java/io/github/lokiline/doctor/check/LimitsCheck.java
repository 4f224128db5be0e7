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

/** Checks the appender's settings against Loki's limits, if the server shows them. Stateless. */
public final class LimitsCheck implements Check {

    public static final String TENANTS = "/loki/api/v1/drilldown-limits";
    public static final String SERVERS = "/config";

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public boolean isPrerequisite() {
        return false;
    }

    @Override
    public Finding examine(CheckContext context) {
        ServerLimits limits = new ServerLimits();
        limits.addTenants(body(context, TENANTS));
        limits.addServers(body(context, SERVERS));
        if (limits.isEmpty()) {
            return Finding.skipped("neither " + TENANTS + " nor " + SERVERS + " shows its limits");
        }
        List<Finding> exceeded = exceeded(limits, context.target().delivery());
        return exceeded.isEmpty() ? Finding.ok(summary(limits)) : together(exceeded);
    }

    /** Returns the response's body; empty if it is not available, as in older versions and behind gateways. */
    private static String body(CheckContext context, String path) {
        HttpUrl url = context.target().api(path);
        try {
            ServerReply reply = url == null ? null : context.http().get(url);
            return reply != null && reply.isOk() ? reply.body() : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static List<Finding> exceeded(ServerLimits limits, DeliverySettings delivery) {
        List<Finding> exceeded = new ArrayList<>();
        OptionalLong burst = limits.megabytes("ingestion_burst_size_mb");
        if (burst.isPresent() && delivery.batchMaxBytes() > burst.getAsLong()) {
            exceeded.add(Finding.warn(
                    "batchMaxBytes is above ingestion_burst_size_mb (" + limits.text("ingestion_burst_size_mb") + ")",
                    "lower batchMaxBytes; a larger push is always refused and has to be split"));
        }
        OptionalLong line = limits.bytes("max_line_size");
        if (line.isPresent() && line.getAsLong() > 0 && delivery.maxLineBytes() > line.getAsLong()) {
            exceeded.add(Finding.warn(
                    "maxLineBytes of the encoder is above max_line_size (" + limits.text("max_line_size") + ")",
                    "set <maxLineBytes>" + line.getAsLong() + " B</maxLineBytes> in the encoder:"
                            + " Loki refuses longer lines, whereas the encoder shortens them"));
        }
        labels(limits, delivery, exceeded);
        age(limits, delivery, exceeded);
        return exceeded;
    }

    private static void labels(ServerLimits limits, DeliverySettings delivery, List<Finding> exceeded) {
        OptionalLong names = limits.number("max_label_names_per_series");
        if (names.isPresent() && delivery.labels() > names.getAsLong()) {
            exceeded.add(Finding.warn(
                    delivery.labels() + " labels, and max_label_names_per_series is " + names.getAsLong(),
                    "move labels to structuredMetadata; otherwise every entry is refused"));
        }
        OptionalLong streams = limits.number("max_global_streams_per_user");
        if (streams.isPresent() && streams.getAsLong() > 0 && delivery.maxStreams() > streams.getAsLong()) {
            exceeded.add(Finding.warn(
                    "maxStreams is above max_global_streams_per_user (" + streams.getAsLong() + ")",
                    "lower maxStreams or raise the limit"));
        }
        if (delivery.metadata() && !limits.isOn("allow_structured_metadata")) {
            exceeded.add(
                    Finding.warn(
                            "allow_structured_metadata is false",
                            "set structuredMetadata to off, or allow it in Loki (schema v13); otherwise entries arrive without it"));
        }
    }

    private static void age(ServerLimits limits, DeliverySettings delivery, List<Finding> exceeded) {
        if (limits.text("reject_old_samples").equals("true")
                && delivery.maxAge().compareTo(limits.duration("reject_old_samples_max_age")) > 0) {
            exceeded.add(Finding.warn(
                    "maxAge is above reject_old_samples_max_age (" + limits.text("reject_old_samples_max_age") + ")",
                    "lower maxAge (and spoolMaxAge); older entries are refused"));
        }
        if (!limits.isOn("unordered_writes") && !delivery.strictOrder()) {
            exceeded.add(Finding.warn(
                    "unordered_writes is false: entries out of order are refused", "set strictOrder to true"));
        }
    }

    private static String summary(ServerLimits limits) {
        StringJoiner text = new StringJoiner(", ");
        for (String name : new String[] {"max_line_size", "max_label_names_per_series", "ingestion_rate_mb"}) {
            if (!limits.text(name).isEmpty()) {
                text.add(name + " " + limits.text(name));
            }
        }
        return text.length() == 0 ? "all visible limits are met" : "met: " + text + ", ...";
    }

    private static Finding together(List<Finding> exceeded) {
        return Finding.warn(
                String.join("; ", exceeded.stream().map(Finding::observation).toList()),
                String.join("; ", exceeded.stream().map(Finding::remedy).toList()));
    }
}
