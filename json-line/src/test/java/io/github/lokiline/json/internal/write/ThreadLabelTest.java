package io.github.lokiline.json.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.spi.Json;
import org.junit.jupiter.api.Test;

/** The name of a thread is written the same way, whether it is the one of the line before or not. */
class ThreadLabelTest {
    private final LineState.ThreadLabel label = new LineState.ThreadLabel();
    private final Utf8JsonWriter out = new Utf8JsonWriter();

    @Test
    void writesEachNameAsAString() {
        for (String name : new String[] {"main", "main", "work\"er", "main", "x".repeat(200), "main"}) {
            assertThat(written(this, name)).isEqualTo(Json.value(name));
        }
        assertThat(written(this, null)).isEqualTo("null");
        assertThat(written(this, "main")).isEqualTo("\"main\"");
    }

    @Test
    void followsTheRulesOfEachEncoder() {
        assertThat(written("utf-8", "\u043e")).isEqualTo("\"\u043e\"");
        out.asciiOnly(true);

        assertThat(written("ascii", "\u043e")).isEqualTo("\"\\u043e\"");
    }

    @Test
    void keepsNoNameThatTheLimitCut() {
        out.limit(4);
        String cut = written(this, "worker-1");
        out.limit(Utf8JsonWriter.NO_LIMIT);

        assertThat(cut).hasSizeLessThan(7);
        assertThat(written(this, "worker-1")).isEqualTo("\"worker-1\"");
    }

    @Test
    void cutsANameThatItKnowsAtTheLimit() {
        written(this, "worker-1");
        out.limit(4);

        assertThat(written(this, "worker-1")).hasSizeLessThan(7);
        assertThat(out.isCut()).isTrue();
    }

    private String written(Object encoder, String name) {
        out.rollback(0);
        label.write(encoder, name, out);
        return Json.text(out);
    }
}
