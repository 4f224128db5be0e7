package io.github.lokiline.samples.orders;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Everything Loki has of one request, oldest first. Immutable. */
record Story(String requestId, List<StoryLine> lines) {

    /** Loki answers stream by stream; a story is told by time. */
    static Story of(String requestId, List<StoryLine> lines) {
        return new Story(
                requestId,
                lines.stream()
                        .sorted(Comparator.comparingLong(StoryLine::unixNanos))
                        .toList());
    }

    /** A story is whole when it has its last line: the one that each request ends with. */
    boolean isWhole() {
        return lines.stream()
                .anyMatch(line -> line.fields().path("message").asString("").equals("request completed"));
    }

    @Override
    public String toString() {
        return lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }
}
