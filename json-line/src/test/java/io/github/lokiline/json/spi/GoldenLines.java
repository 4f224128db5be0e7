package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lines of one test as they have to be, byte by byte. They are in a file beside the test, {@code == name} before those of
 * each test, so that they can be read without the escapes of Java. Owned by one test.
 */
final class GoldenLines {
    private final TestEvent event;
    private final boolean isLogfmt;
    private final List<String> lines = new ArrayList<>();

    GoldenLines(TestEvent event, boolean isLogfmt) {
        this.event = event;
        this.isLogfmt = isLogfmt;
    }

    /** Encodes the event. */
    void add(Map<String, String> properties, EncoderExtensions<TestEvent> extensions) {
        PropertyParser settings = new PropertyParser();
        EventAccessor<TestEvent> view = new TestEvent.View();
        EventEncoder<TestEvent> encoder = isLogfmt
                ? EventEncoder.logfmt(view, properties, extensions, settings)
                : EventEncoder.json(view, properties, extensions, settings);
        assertThat(settings.faults()).isEmpty();
        Json.utf8(encoder.encode(event)).lines().forEach(lines::add);
    }

    void add(Map<String, String> properties) {
        add(properties, EncoderExtensions.none());
    }

    /** Adds a line that is compared, too, but is none of the encoder. */
    void add(String line) {
        lines.add(line);
    }

    void areThoseOf(String file, String test) throws IOException {
        assertThat(lines).containsExactlyElementsOf(expected(file, test));
    }

    private static List<String> expected(String file, String test) throws IOException {
        try (InputStream in = Objects.requireNonNull(GoldenLines.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .dropWhile(line -> !line.equals("== " + test))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("== "))
                    .toList();
        }
    }
}
