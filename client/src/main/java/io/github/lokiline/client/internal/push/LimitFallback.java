package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.batch.TenantState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.LabelSetText;
import io.github.lokiline.client.internal.wire.Protobuf;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adapts batches to Loki's limits, so that no line is refused for them. Owned by the delivery thread.
 *
 * <p>Where the limits are below Loki's defaults, the metadata that is too much is left out, and a label's value that is too
 * long is cut. When Loki takes no more streams of a tenant, a batch goes after a few tries to the stream that has only the
 * labels which are the same for all. Where Loki refuses that one as well, the batch goes to the most similar stream that Loki
 * has. The labels that differ travel as structured metadata.
 */
final class LimitFallback {
    private static final Pattern METADATA_BYTES =
            Pattern.compile("structured metadata too large: '\\d+' bytes, limit: '(\\d{1,9})'");
    private static final Pattern METADATA_PAIRS =
            Pattern.compile("too many structured metadata labels: '\\d+', limit: '(\\d{1,9})'");
    private static final String LABEL_VALUE = "has label value too long";

    /** A Loki that refuses less has no use for labels. */
    private static final int MIN_LABEL_VALUE_BYTES = 4;

    /** So often a batch is sent before it moves. */
    private static final int STREAM_TRIES = 3;

    private final RateLimitedReporter reporter;
    private final StreamRegistry streams;
    private final Batcher batcher;

    LimitFallback(PipelineContext context, Batcher batcher) {
        this.reporter = context.reporter();
        this.streams = context.streams();
        this.batcher = batcher;
    }

    /** Returns the batch as Loki takes it; null if the refusal is about something else, or nothing is left to leave out. */
    @Nullable
    Batch adapt(Batch batch, PushResponse response) {
        String body = response.lowerCaseBody();
        if (body.contains(LABEL_VALUE)) {
            return withShorterLabels(batch);
        }
        int bytes = limit(METADATA_BYTES, body);
        int pairs = limit(METADATA_PAIRS, body);
        if (bytes == Integer.MAX_VALUE && pairs == Integer.MAX_VALUE) {
            return null;
        }
        if (batch.stream().tenant().limitMetadata(pairs, bytes)) {
            reporter.warn(
                    "metadata_limit",
                    "Loki takes less structured metadata than it does by default (max_structured_metadata_size,"
                            + " max_structured_metadata_entries_count): what is too much is left out; raise the limit, or"
                            + " send less in structuredMetadata");
        }
        // The entries that Loki has stored stay as they are: it stores equal entries once.
        Batch adapted = batcher.withinMetadataLimits(batch);
        return adapted == batch ? null : adapted;
    }

    private static int limit(Pattern pattern, String body) {
        Matcher found = pattern.matcher(body);
        return found.find() ? Integer.parseInt(found.group(1)) : Integer.MAX_VALUE;
    }

    /** Loki does not say what its limit is: the longest value is halved until Loki takes the stream. */
    private @Nullable Batch withShorterLabels(Batch batch) {
        StreamState stream = batch.stream();
        TenantState tenant = stream.tenant();
        int longest = stream.labels().values().stream()
                .mapToInt(Protobuf::utf8Length)
                .max()
                .orElse(0);
        if (longest / 2 < MIN_LABEL_VALUE_BYTES) {
            return null;
        }
        if (longest <= tenant.maxLabelValueBytes()) {
            tenant.limitLabelValues(longest / 2);
        }
        reporter.warn(
                "label_value",
                "Loki takes only shorter values of labels than it does by default (max_label_value_length): they are cut, and"
                        + " the whole value is sent as structured metadata; raise the limit, or use shorter values");
        Map<String, String> labels = new HashMap<>(stream.labels());
        labels.replaceAll((name, value) -> Protobuf.cut(value, tenant.maxLabelValueBytes()));
        return moveTo(streams.adopt(tenant.id(), StreamState.text(labels)), batch);
    }

    /** Returns the batch for its new stream; null while it is worth waiting, or if Loki has no stream of the tenant. */
    @Nullable
    Batch move(Batch batch, int responses) {
        StreamState from = batch.stream();
        StreamState common = streams.base(from);
        if (responses < STREAM_TRIES && common != from) {
            return null;
        }
        StreamState base = common == from || common.isOneTooMany() ? streams.closestStored(from) : common;
        return base == null ? null : moveTo(base, batch);
    }

    /** Returns the batch for {@code base}, with the labels that differ there as structured metadata. */
    private Batch moveTo(StreamState base, Batch batch) {
        Map<String, String> moved = new TreeMap<>(batch.stream().labels());
        moved.entrySet().removeAll(base.labels().entrySet());
        List<byte[]> entries = PushRequestEncoder.entries(batch.content().body());
        // Times that no two entries shared in the old stream may be taken in the new one.
        entries.forEach(entry -> batcher.retime(base, entry));
        // A tenant that takes no metadata gets none: the labels that are left out are in the line or nowhere.
        return batch.content().bare()
                ? batcher.rebuild(batch, base, entries, true)
                : batcher.rebuild(batch, base, withMetadata(entries, moved), false);
    }

    private static List<byte[]> withMetadata(List<byte[]> entries, Map<String, String> labels) {
        List<byte[]> result = new ArrayList<>(entries.size());
        for (byte[] entry : entries) {
            byte[] richer = entry;
            for (Map.Entry<String, String> label : labels.entrySet()) {
                richer = EntryCodec.withMetadata(richer, LabelSetText.bytes(label.getKey()), label.getValue());
            }
            result.add(richer);
        }
        return result;
    }
}
