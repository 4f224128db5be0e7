package io.github.lokiline.json.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.lokiline.json.spi.Json;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A class that is of several kinds is written by one of them. */
class ObjectTypesTest {

    @Test
    void anAnnotatedContainerIsNotWrittenAsItsContent() {
        assertThat(Json.value(new Problem())).isEqualTo("\"Problem: boom\"");
        assertThat(Json.value(new Later(Instant.EPOCH.toEpochMilli()))).isEqualTo("\"1970-01-01T00:00:00Z\"");
    }

    @Test
    void aContainerWithoutAnnotationsIsItsContentWhateverElseItIs() {
        assertThat(Json.value(new Bare())).isEqualTo("\"content\"");
    }

    @Test
    void aProxyOfAnAnnotatedTypeIsItsText() {
        Object proxy = Proxy.newProxyInstance(
                ObjectTypesTest.class.getClassLoader(), new Class<?>[] {Lazy.class}, (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("toString");
                    return "a proxy";
                });

        assertThat(Json.value(proxy)).isEqualTo("\"a proxy\"");
    }

    @JsonIgnoreProperties({"localizedMessage"})
    @SuppressWarnings("serial")
    static final class Problem extends RuntimeException implements Supplier<String> {
        Problem() {
            super("boom");
        }

        @Override
        public String get() {
            return "problem";
        }
    }

    @JsonIgnoreProperties({"time"})
    @SuppressWarnings({"serial", "JavaUtilDate"})
    static final class Later extends Date implements Supplier<String> {
        Later(long millis) {
            super(millis);
        }

        @Override
        public String get() {
            return "later";
        }
    }

    @SuppressWarnings("serial")
    static final class Bare extends RuntimeException implements Supplier<String> {
        @Override
        public String get() {
            return "content";
        }
    }

    @JsonIgnoreProperties({"x"})
    interface Lazy extends Supplier<String> {}
}
