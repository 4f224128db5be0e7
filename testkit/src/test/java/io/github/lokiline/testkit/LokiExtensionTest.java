package io.github.lokiline.testkit;

import static io.github.lokiline.testkit.Protobuf.entry;
import static io.github.lokiline.testkit.Protobuf.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class LokiExtensionTest {

    private static final Set<EmbeddedLoki> SEEN = new HashSet<>();

    @Nested
    @ExtendWith(LokiExtension.class)
    class AsParameter {

        @BeforeEach
        void prepare(EmbeddedLoki loki) {
            assertThat(SEEN.add(loki)).as("a Loki of its own for each test").isTrue();
        }

        @RepeatedTest(2)
        void isTheSameInAllMethodsOfOneTest(EmbeddedLoki loki) {
            assertThat(SEEN).contains(loki);
            assertThat(loki.entries()).isEmpty();

            new LokiCaller(loki.url())
                    .pushProtobuf(stream("{app=\"a\"}", entry(GoTimeFormat.nanos(Instant.now()), "hello")));

            assertThat(loki.lines()).containsExactly("hello");
        }
    }

    @Nested
    class AsField {

        @RegisterExtension
        final LokiExtension extension = new LokiExtension(EmbeddedLoki.builder().tenants(true));

        @Test
        void hasTheSettingsItWasGiven() {
            SEEN.add(extension.loki());

            assertThat(new LokiCaller(extension.loki().url()).pushJson("{}").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void hasNoLokiOutsideOfATest() {
        assertThatThrownBy(() -> new LokiExtension().loki()).isInstanceOf(IllegalStateException.class);
    }

    @AfterAll
    static void allAreClosed() {
        for (EmbeddedLoki loki : SEEN) {
            assertThatThrownBy(() -> new LokiCaller(loki.url()).get("/ready"))
                    .hasCauseInstanceOf(java.net.ConnectException.class);
        }
    }
}
