package io.github.lokiline.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a writer wrote with someone else's parser, strict about UTF-8 and repeated keys. Stateless. */
final class Json {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static String written(Consumer<LineWriter> writing) {
        LineWriter out = new LineWriter();
        writing.accept(out);
        return text(out);
    }

    static String value(Object value) {
        return written(out -> out.value(value));
    }

    static String text(LineWriter out) {
        return utf8(Arrays.copyOf(out.array(), out.position()));
    }

    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }

    static JsonNode parse(String json) {
        return STRICT.readTree(json);
    }
}
