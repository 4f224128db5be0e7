package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.compatibility.artifacts.Tests.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a test that is not run does not count for a promise. */
class TestsTest {
    @TempDir
    private Path module;

    @Test
    void aTaggedClassShowsItsPromise() throws IOException {
        assertThat(source("ATest", "@Tag(\"promise-3\") class ATest { @Test void holds() {} }")
                        .showing(3))
                .containsExactly(new Shown("here", "ATest"));
    }

    @Test
    void aTaggedMethodShowsItsPromiseAlone() throws IOException {
        Tests tests =
                source("ATest", "class ATest { @Test @Tag(\"promise-3\") void holds() {} @Test void other() {} }");

        assertThat(tests.showing(3)).containsExactly(new Shown("here", "ATest.holds"));
        assertThat(tests.showing(1)).isEmpty();
        assertThat(tests.taggedPromises()).containsExactly(3);
    }

    @Test
    void whatIsDisabledShowsNothing() throws IOException {
        Tests disabled = source("ATest", "@Disabled @Tag(\"promise-3\") class ATest { @Test void holds() {} }");
        Tests hollow =
                source("BTest", "@Tag(\"promise-3\") class BTest { @Disabled(\"flaky\") @Test void holds() {} }");
        Tests elsewhere = source(
                "CTest",
                "class CTest { @Tag(\"promise-3\") @EnabledIfSystemProperty(named = \"x\") @Test void a() {} }");

        assertThat(disabled.showing(3)).isEmpty();
        assertThat(hollow.showing(3)).isEmpty();
        assertThat(elsewhere.showing(3)).isEmpty();
        assertThat(elsewhere.isRun("CTest", Optional.of("a"))).isFalse();
    }

    @Test
    void whatIsNoTestShowsNothing() throws IOException {
        assertThat(source("ATest", "class ATest { @Tag(\"promise-3\") void holds() {} }")
                        .showing(3))
                .isEmpty();
        assertThat(source("Some", "@Tag(\"promise-3\") class Some { @Test void holds() {} }")
                        .showing(3))
                .isEmpty();
    }

    @Test
    void aContractCountsOnceSomebodyRunsIt() throws IOException {
        Tests alone = source(
                "Contract",
                "@Tag(\"promise-3\") abstract class Contract { @Tag(\"promise-4\") @Test void holds() {} }");
        assertThat(alone.showing(3)).isEmpty();

        Tests run = source("ATest", "class ATest extends a.b.Contract<String> {}");
        assertThat(run.showing(3)).containsExactly(new Shown("here", "Contract"));
        assertThat(run.showing(4)).containsExactly(new Shown("here", "Contract.holds"));
    }

    @Test
    void testsOfNestedClassesAreTheirOwners() throws IOException {
        Tests tests = source(
                "ATest",
                "class ATest { @Nested class In { @Test void holds() {} } @Nested @Disabled class Out { @Test void not() {} } }");

        assertThat(tests.isRun("ATest", Optional.of("holds"))).isTrue();
        assertThat(tests.isRun("ATest", Optional.of("not"))).isFalse();
    }

    /** Returns the module's tests after this source has been added. */
    private Tests source(String name, String text) throws IOException {
        Path folder = Files.createDirectories(module.resolve("src/test/java"));
        Files.writeString(folder.resolve(name + ".java"), text);
        return new Tests(TestSources.of(module, "here"));
    }
}
