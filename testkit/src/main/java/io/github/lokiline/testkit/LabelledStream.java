package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.LabelText;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.Utf8;
import io.github.lokiline.testkit.internal.wire.WireEntry;
import io.github.lokiline.testkit.internal.wire.WireStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A stream with parsed labels, including {@code service_name}. Immutable. */
record LabelledStream(List<Label> labels, String text, List<WireEntry> entries) {

    private static final String SERVICE_NAME = "service_name";
    private static final String UNKNOWN_SERVICE = "unknown_service";
    private static final Set<String> RESERVED = Set.of("__backfill__", "__backfill_shard__");
    private static final Set<String> INTERNAL = Set.of("__aggregated_metric__", "__pattern__");
    private static final int MAX_LABEL_TEXT_BYTES = 16 << 20;

    /** Parses the labels of all streams; one error refuses them all. */
    static List<LabelledStream> of(List<WireStream> streams, Limits limits) throws RefusedPushException {
        List<LabelledStream> labelled = new ArrayList<>();
        for (WireStream stream : streams) {
            labelled.add(of(stream, limits));
        }
        return labelled;
    }

    private static LabelledStream of(WireStream stream, Limits limits) throws RefusedPushException {
        int textBytes = Utf8.length(stream.labelText());
        if (textBytes > MAX_LABEL_TEXT_BYTES) {
            throw new RefusedPushException(
                    413,
                    "request body too large: stream labels size " + textBytes + " B exceeds limit of "
                            + MAX_LABEL_TEXT_BYTES + " B");
        }
        List<Label> labels = LabelText.parse(stream.labelText());
        if (labels.stream().anyMatch(label -> RESERVED.contains(label.name()))) {
            throw new RefusedPushException(
                    400,
                    "streams must not contain the reserved labels __backfill__ or __backfill_shard__;"
                            + " set the X-Loki-Backfill-Shard header to mark a push as backfill data");
        }
        List<Label> discovered = withServiceName(labels, limits.discoverServiceName);
        return new LabelledStream(discovered, LabelText.format(discovered), stream.entries());
    }

    private static List<Label> withServiceName(List<Label> labels, List<String> sources) {
        boolean internal = labels.stream().anyMatch(label -> INTERNAL.contains(label.name()));
        if (sources.isEmpty() || internal || has(labels, SERVICE_NAME)) {
            return labels;
        }
        String name = sources.stream()
                .flatMap(source -> labels.stream().filter(label -> label.name().equals(source)))
                .map(Label::value)
                .findFirst()
                .orElse(UNKNOWN_SERVICE);
        List<Label> more = new ArrayList<>(labels);
        more.add(new Label(SERVICE_NAME, name));
        more.sort(Comparator.comparing(Label::name));
        return List.copyOf(more);
    }

    private static boolean has(List<Label> labels, String name) {
        return labels.stream().anyMatch(label -> label.name().equals(name));
    }

    boolean has(String name) {
        return has(labels, name);
    }

    boolean isInternal() {
        return INTERNAL.stream().anyMatch(this::has);
    }

    /**
     * Returns the number of labels that count against the limit: all but {@code service_name}, which Loki may have
     * added.
     */
    int countedLabels() {
        return labels.size() - (has(SERVICE_NAME) ? 1 : 0);
    }

    LabelledStream with(List<WireEntry> accepted) {
        return new LabelledStream(labels, text, accepted);
    }
}
