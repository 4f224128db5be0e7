package io.github.lokiline.json.internal.extra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.redact.SensitiveKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Entries are sorted, whatever the context before was like. */
class SortedMdcTest {
    private final SortedMdc entries = new SortedMdc();

    @Test
    void sortsKeysThatCameInAnyOrder() {
        assertThat(sorted("b", "c", "a")).containsExactly("a", "b", "c");
        assertThat(sorted("b", "c", "a")).containsExactly("a", "b", "c");
        assertThat(sorted("b", "a", "c")).containsExactly("a", "b", "c");
        assertThat(sorted("b", "c")).containsExactly("b", "c");
        assertThat(sorted("b", "c", "a", "0")).containsExactly("0", "a", "b", "c");
        assertThat(sorted("z", "c", "a")).containsExactly("a", "c", "z");
    }

    @Test
    void sortsAFewAfterMany() {
        String[] many =
                IntStream.range(0, 200).mapToObj(i -> "key-" + (999 - i)).toArray(String[]::new);

        assertThat(sorted(many)).hasSize(200).isSorted();
        assertThat(sorted(many)).hasSize(200).isSorted();
        assertThat(sorted("b", "a")).containsExactly("a", "b");
        assertThat(entries.find("key-999")).isNull();
    }

    private List<String> sorted(String... keys) {
        entries.clear();
        for (String key : keys) {
            entries.accept(key, "of " + key);
        }
        SeenKeys seen = new SeenKeys();
        entries.emit(FieldNameCache.nested(SensitiveKeys.of(SensitiveKeys.DEFAULTS)), null, seen);
        return seen.keys;
    }

    private static final class SeenKeys implements FieldSink {
        private final List<String> keys = new ArrayList<>();

        @Override
        public boolean add(FieldName name, @Nullable Object value) {
            assertThat(value).isEqualTo("of " + name.key());
            return keys.add(name.key());
        }

        @Override
        public <E> void addObject(FieldSource.NestedObject<E> object, E event) {
            throw new AssertionError("a context has no objects");
        }
    }
}
