package io.github.lokiline.json.spi;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a writer wrote with someone else's parser, strict about UTF-8 and repeated keys. Stateless. */
public final class Json {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    public static String written(Consumer<Utf8JsonWriter> writing) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        writing.accept(out);
        return text(out);
    }

    public static String value(Object value) {
        return written(out -> out.value(value));
    }

    public static String text(Utf8JsonWriter out) {
        return utf8(Arrays.copyOf(out.array(), out.position()));
    }

    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }

    public static JsonNode parse(String json) {
        return STRICT.readTree(json);
    }
}
