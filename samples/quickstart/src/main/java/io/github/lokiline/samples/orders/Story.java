package io.github.lokiline.samples.orders;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All lines that Loki has of one request, oldest first. Immutable. */
record Story(String requestId, List<StoryLine> lines) {

    /** Sorts the lines by time; Loki returns them stream by stream. */
    static Story of(String requestId, List<StoryLine> lines) {
        return new Story(
                requestId,
                lines.stream()
                        .sorted(Comparator.comparingLong(StoryLine::unixNanos))
                        .toList());
    }

    /** Returns whether the last line of the request is present. */
    boolean isWhole() {
        return lines.stream()
                .anyMatch(line -> line.fields().path("message").asString("").equals("Request completed"));
    }

    @Override
    public String toString() {
        return lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }
}
