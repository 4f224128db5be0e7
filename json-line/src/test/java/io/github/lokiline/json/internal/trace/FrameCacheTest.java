package io.github.lokiline.json.internal.trace;

import static io.github.lokiline.json.spi.Failures.frames;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.config.StackTraceConfig;
import io.github.lokiline.json.internal.trace.FrameCache.RenderedFrame;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.Json;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameCacheTest {
    private final Utf8JsonWriter out = new Utf8JsonWriter();

    @Test
    void rendersAndDecidesOncePerFrame() {
        FrameCache texts = texts(Map.of("excludeFrames", "/Sv[c][.]han/", "stackHash", "true"));

        RenderedFrame first = texts.of(frames("com.acme.Svc.handle(Svc.java:42)")[0], out);
        RenderedFrame again = texts.of(frames("com.acme.Svc.handle(Svc.java:42)")[0], out);

        assertThat(again).isSameAs(first);
        assertThat(first.excluded()).isTrue();
        assertThat(first.hash()).isNotZero();
        assertThat(out.position()).isZero();
    }

    @Test
    void tellsFramesApartByAllThatIsShownOfThem() {
        FrameCache texts = texts(Map.of());
        StackTraceElement[] frames = {
            new StackTraceElement("a.B", "m", "B.java", 1),
            new StackTraceElement("a.B", "m", "C.java", 1),
            new StackTraceElement("a.B", "m", null, 1),
            new StackTraceElement("a.B", "n", "B.java", 1),
            new StackTraceElement("a.C", "m", "B.java", 1),
            new StackTraceElement("a.B", "m", "B.java", 2),
        };

        for (int round = 0; round < 2; round++) {
            for (StackTraceElement frame : frames) {
                assertThat(Json.utf8(texts.of(frame, out).bytes())).isEqualTo("\\n\\tat " + frame);
            }
        }
    }

    @Test
    void showsFramesThatAreTooLongToBeKept() {
        FrameCache texts = texts(Map.of());
        StackTraceElement frame = new StackTraceElement("a.B", "m".repeat(1000), "B.java", 1);
        out.limit(10);

        RenderedFrame first = texts.of(frame, out);

        assertThat(Json.utf8(first.bytes())).isEqualTo("\\n\\tat " + frame);
        assertThat(texts.of(frame, out)).isNotSameAs(first);
        assertThat(out.limit()).isEqualTo(10);
        assertThat(out.isCut()).isFalse();
    }

    private static FrameCache texts(Map<String, String> properties) {
        StackTraceConfig rules = StackTraceConfig.parse(properties, new PropertyParser());
        return new FrameCache(rules, new TraceLineFormat(rules.asArray()));
    }
}
