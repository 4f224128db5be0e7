package io.github.lokiline.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts each kind once, to check that it works. The figures are meaningless. */
class StartComparisonTest {

    @Test
    void measuresEachKindOfStart(@TempDir Path folder) throws Exception {
        assertThat(StartComparison.rows(1, folder))
                .hasSizeGreaterThan(1)
                .allSatisfy(row -> assertThat(row).containsPattern("\\| [\\d.]+ \\| [\\d.]+ \\| [\\d.]+ \\|"));
    }
}
