package io.github.lokiline.testkit.internal.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A decoded and parsed push body: {@code Content-Encoding} first, then JSON or snappy protobuf. Immutable.
 *
 * <p>The order of the steps is Loki's ({@code pkg/loghttp/push/push.go}); it decides which of two errors is reported.
 */
public record PushBody(List<WireStream> streams, Unpacked unpacked) {

    /** The decoded bytes after {@code Content-Encoding} and snappy: JSON or protobuf. Immutable by agreement. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Unpacked(byte[] bytes) {}

    private static final Pattern MEDIA_TYPE = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+(/[!#$%&'*+.^_`|~0-9a-z-]+)?");

    /** Creates Loki's error for an exceeded size limit. */
    static RefusedPushException tooLarge(String what, long bytes, long maxBytes) {
        return new RefusedPushException(
                413, "request body too large: " + what + " than max (" + bytes + " vs " + maxBytes + ")");
    }

    /** Refuses a body that is too large as sent. */
    public static void checkSentBytes(long bytes, long maxBytes) throws RefusedPushException {
        if (bytes > maxBytes) {
            throw tooLarge("message size too large", bytes, maxBytes);
        }
    }

    /**
     * Parses a body.
     *
     * @param encoding the header {@code Content-Encoding}; empty if absent
     * @param contentType the header {@code Content-Type}; empty if absent
     * @param legacy whether JSON has the format before {@code /loki/api/v1}
     */
    public static PushBody read(byte[] sent, String encoding, String contentType, boolean legacy, long maxBytes)
            throws RefusedPushException {
        byte[] decoded = decode(sent, encoding, maxBytes);
        if (mediaType(contentType).equals("application/json")) {
            List<WireStream> streams = legacy ? LegacyPushJson.read(decoded) : PushJson.read(decoded);
            return new PushBody(streams, new Unpacked(decoded));
        }
        byte[] protobuf = SnappyBlock.decode(decoded, maxBytes);
        return new PushBody(PushProtobuf.read(protobuf), new Unpacked(protobuf));
    }

    private static byte[] decode(byte[] sent, String encoding, long maxBytes) throws RefusedPushException {
        try {
            return switch (encoding) {
                // snappy is decoded with the protobuf, and ignored with JSON
                case "", "snappy" -> sent;
                case "gzip" -> readAll(new GZIPInputStream(new ByteArrayInputStream(sent)), maxBytes);
                case "deflate" -> inflate(sent, maxBytes);
                default ->
                    throw RefusedPushException.malformed(
                            "Content-Encoding " + GoText.quote(encoding) + " not supported");
            };
        } catch (EOFException cutShort) {
            throw RefusedPushException.malformed(sent.length == 0 ? "EOF" : "unexpected EOF");
        } catch (ZipException damaged) {
            throw RefusedPushException.malformed(encoding.equals("gzip") ? "gzip: invalid header" : "EOF");
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    /** Inflates RFC 1951 without the zlib wrapping that HTTP's RFC 9110 requires, the only format that Loki reads. */
    private static byte[] inflate(byte[] sent, long maxBytes) throws IOException, RefusedPushException {
        Inflater inflater = new Inflater(true);
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(sent), inflater)) {
            return readAll(in, maxBytes);
        } finally {
            inflater.end();
        }
    }

    private static byte[] readAll(InputStream in, long maxBytes) throws IOException, RefusedPushException {
        int bound = (int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8);
        byte[] bytes = in.readNBytes(bound);
        if (bytes.length > maxBytes) {
            throw tooLarge("decompressed message size too large", bytes.length, maxBytes);
        }
        return bytes;
    }

    private static String mediaType(String contentType) throws RefusedPushException {
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.isEmpty()) {
            throw RefusedPushException.malformed("mime: no media type");
        }
        if (!MEDIA_TYPE.matcher(lower).matches()) {
            throw RefusedPushException.malformed(
                    lower.endsWith("/")
                            ? "mime: expected token after slash"
                            : "mime: unexpected content after media subtype");
        }
        return lower;
    }
}
