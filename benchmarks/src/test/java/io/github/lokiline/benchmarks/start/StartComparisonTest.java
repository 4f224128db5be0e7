package io.github.lokiline.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Starts each kind once, to check that it works. The figures are meaningless. */
class StartComparisonTest {

    @Test
    void measuresEachKindOfStart() throws Exception {
        assertThat(StartComparison.rows(1))
                .hasSizeGreaterThan(1)
                .allSatisfy(row -> assertThat(row).containsPattern("\\| \\d+ \\(.* \\| \\d+ \\(.* \\| \\d+ \\("));
    }
}
