package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.DeadLetter;
import io.github.lokiline.client.internal.spool.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Keeps dead letters, a JSON object a line; past 10 MB the file is renamed to {@code .1}, in place of the one before.
 * Owned by the delivery thread; opened for each letter, since they are rare.
 *
 * <pre>
 * {"time":"2026-11-21T10:30:45.123Z","tenant":"","labels":{"service_name":"orders"},"reason":"poison","line":"{…}"}
 * </pre>
 */
public final class DeadLetterFile {
    public static final long MAX_BYTES = 10L << 20;

    private final Path path;

    public DeadLetterFile(Path path) {
        this.path = path;
    }

    /** Finds out at the start what would otherwise cost the first letter. */
    public void open() throws IOException {
        openToAppend().close();
    }

    public void append(DeadLetter letter) throws IOException {
        if (Files.exists(path) && Files.size(path) > MAX_BYTES) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel file = openToAppend()) {
            ByteBuffer line = ByteBuffer.wrap(json(letter).getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                file.write(line);
            }
        }
    }

    /** Only the owner can read it: log lines are for those who may read the application's logs. */
    private FileChannel openToAppend() throws IOException {
        Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file");
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        return OwnerOnlyFiles.openToAppend(path);
    }

    private static String json(DeadLetter letter) {
        StringBuilder text = new StringBuilder("{\"time\":\"").append(letter.time());
        quote(text.append("\",\"tenant\":"), letter.tenant()).append(",\"labels\":{");
        new TreeMap<>(letter.labels()).forEach((name, value) -> {
            text.append(text.charAt(text.length() - 1) == '{' ? "" : ",");
            quote(quote(text, name).append(':'), value);
        });
        quote(text.append("},\"reason\":"), letter.reason());
        return quote(text.append(",\"line\":"), letter.line()).append("}\n").toString();
    }

    private static StringBuilder quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20) {
                text.append("\\u00").append(c < 0x10 ? "0" : "1").append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        return text.append('"');
    }
}
