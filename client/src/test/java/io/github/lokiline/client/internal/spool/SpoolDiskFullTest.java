package io.github.lokiline.client.internal.spool;

import static io.github.lokiline.client.internal.spool.TestSpool.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A write that the operating system really breaks off: the shell limits the files of the child to 64 KB, and the kernel
 * handles the write that exceeds it as a full disk does, with a part written.
 */
@Timeout(120)
@Tag("promise-8")
class SpoolDiskFullTest {

    private static final int LIMIT_BYTES = 64 * 1024;

    @TempDir
    Path directory;

    @Test
    void aBatchThatDoesNotFitIsRefusedItsTornEndCutAwayAndTheNextOneWritten() throws Exception {
        Path shell = Path.of("/bin/bash");
        assumeTrue(Files.isExecutable(shell), "no shell that limits files");
        List<String> command = new ArrayList<>(List.of(shell.toString(), "-c", "ulimit -f 64; exec \"$@\"", "bash"));
        command.addAll(SpoolChild.command(directory, "fill"));

        try (SpoolChild child = SpoolChild.start(command)) {
            child.awaitLine("left ");

            // Six batches fit into a file: every seventh is refused, and the spool continues in a new file.
            assertThat(child.count("refused")).isEqualTo(3);
            assertThat(child.lines)
                    .filteredOn(line -> line.startsWith("trouble: "))
                    .hasSize(3)
                    .allMatch(line -> line.equals("trouble: spool \"" + directory
                            + "\": cannot be written, batches stay in memory (File too large)"));
            assertThat(child.lines).contains("bytes " + 20 * 10_084, "left 3");
        }
        List<String> kept = new ArrayList<>();
        for (int i = 11; i < 23; i++) {
            if (i != 13 && i != 20) {
                kept.add(SpoolChildMain.body(i));
            }
        }
        TestSpool test = new TestSpool(directory);
        assertThat(test.segments().stream().map(file -> file.toFile().length()).collect(Collectors.toList()))
                .allMatch(bytes -> bytes <= LIMIT_BYTES && bytes % 10_084 == 0);
        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).isEqualTo(kept);
            assertThat(test.heard.troubles).isEmpty();
        }
    }
}
