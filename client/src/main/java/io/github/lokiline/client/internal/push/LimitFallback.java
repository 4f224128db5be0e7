package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.batch.TenantState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adapts batches to a Loki whose limits are below its defaults: the metadata that is too much is left out, and a label's
 * value that is too long is cut, so that no line is refused for them. Owned by the delivery thread.
 */
final class LimitFallback {

    private static final Pattern METADATA_BYTES =
            Pattern.compile("structured metadata too large: '\\d+' bytes, limit: '(\\d{1,9})'");
    private static final Pattern METADATA_PAIRS =
            Pattern.compile("too many structured metadata labels: '\\d+', limit: '(\\d{1,9})'");
    private static final String LABEL_VALUE = "has label value too long";

    /** A Loki that refuses less has no use for labels. */
    private static final int MIN_LABEL_VALUE_BYTES = 4;

    private final RateLimitedReporter reporter;
    private final StreamRegistry streams;
    private final Batcher batcher;
    private final StreamLimitFallback fallback;

    LimitFallback(PipelineContext context, Batcher batcher) {
        this.reporter = context.reporter();
        this.streams = context.streams();
        this.batcher = batcher;
        this.fallback = new StreamLimitFallback(streams, batcher);
    }

    /** Returns the batch as Loki takes it; null if the refusal is about something else, or nothing is left to leave out. */
    @Nullable
    Batch adapt(Batch batch, PushResponse response) {
        String body = response.body().toLowerCase(Locale.ROOT);
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
                .mapToInt(value -> value.getBytes(StandardCharsets.UTF_8).length)
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
        labels.replaceAll((name, value) -> cut(value, tenant.maxLabelValueBytes()));
        return fallback.moveTo(streams.adopt(tenant.id(), StreamState.text(labels)), batch);
    }

    private static String cut(String value, int maxBytes) {
        int end = 0;
        int bytes = 0;
        while (end < value.length()) {
            int next = value.offsetByCodePoints(end, 1);
            bytes += value.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > maxBytes) {
                return value.substring(0, end);
            }
            end = next;
        }
        return value;
    }
}
