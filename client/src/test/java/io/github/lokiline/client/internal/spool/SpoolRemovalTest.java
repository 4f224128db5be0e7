package io.github.lokiline.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody removes files of a spool that is in use. */
@Tag("promise-8")
class SpoolRemovalTest {

    @TempDir
    Path parent;

    private TestSpool test;

    @BeforeEach
    void prepare() {
        test = new TestSpool(parent.resolve("spool"));
        test.segmentBytes = 100_000;
    }

    @Test
    void aRemovedDirectoryIsNoticedWithinASecondAndMadeAgain() throws IOException {
        try (Spool spool = test.open()) {
            RecordRef held = spool.append(test.batch("held"), true);
            spool.append(test.batch("lost", 3), false);
            remove(test.directory);
            assertThat(spool.waitNanos(test.nanos))
                    .isEqualTo(Duration.ofSeconds(1).toNanos());

            oneSecondLater(spool);

            assertThat(held.isRemoved()).isTrue();
            assertThat(test.heard.removals).isEqualTo(1);
            assertThat(test.heard.lost).isEqualTo(java.util.Map.of(DropReason.SPOOL_DAMAGED, 3L));
            assertThat(test.heard.troubles).singleElement().asString().contains("were removed while they are in use");
            assertThat(spool.bytes()).isZero();
            assertThat(spool.entries()).isZero();

            spool.append(test.batch("held"), false);
            oneSecondLater(spool);
            assertThat(test.heard.removals).isEqualTo(1);
            assertThat(test.segments()).hasSize(1);
            assertThat(TestSpool.texts(spool)).containsExactly("held");
        }
    }

    @Test
    void onlyTheFileInUseIsRemoved() throws IOException {
        try (Spool spool = test.open()) {
            RecordRef held = spool.append(test.batch("held"), true);
            Files.delete(test.segments().get(0));

            oneSecondLater(spool);

            assertThat(held.isRemoved()).isTrue();
            spool.append(test.batch("after"), false);
            assertThat(test.segments()).hasSize(1).allMatch(file -> file.startsWith(test.slot(0)));
            assertThat(TestSpool.texts(spool)).containsExactly("after");
        }
        assertThat(test.segments()).hasSize(1);
    }

    @Test
    void aFreshDirectoryInItsPlaceIsUsedAndWhatOthersHaveThereStays() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("held"), true);
            Files.move(test.directory, parent.resolve("away"));
            TestSpool other = new TestSpool(test.directory);
            Files.createDirectories(test.slot(0));
            Files.createFile(test.slot(0).resolve("lock"));

            oneSecondLater(spool);

            spool.append(test.batch("after"), true);
            assertThat(test.segments()).singleElement().matches(file -> file.startsWith(other.slot(1)));
        }
        assertThat(test.slot(0).resolve("lock")).exists();
    }

    @Test
    void aDirectoryThatWasRemovedWhileNothingWasInItIsMadeAgainForTheNextBatch() throws IOException {
        try (Spool spool = test.open()) {
            remove(test.directory);
            assertThat(spool.waitNanos(test.nanos)).isEqualTo(Long.MAX_VALUE);

            assertThat(spool.append(test.batch("first"), false)).isNotNull();

            assertThat(TestSpool.texts(spool)).containsExactly("first");
            assertThat(test.heard.lost).isEmpty();
        }
    }

    @Test
    void whileTheDirectoryCannotBeMadeNothingIsWrittenAndLaterItIs() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("lost"), false);
            remove(test.directory);
            Path file = Files.createFile(test.directory);
            assertThat(spool.append(test.batch("memory"), false)).isNotNull();

            oneSecondLater(spool);
            assertThat(spool.append(test.batch("memory"), false)).isNull();

            Files.delete(file);
            assertThat(spool.append(test.batch("disk"), false)).isNotNull();
            assertThat(TestSpool.texts(spool)).containsExactly("disk");
        }
    }

    @Test
    void anAdoptedSlotThatIsRemovedCostsItselfOnly() throws IOException {
        Spool first = test.open();
        TestSpool other = new TestSpool(test.directory);
        other.segmentBytes = 100_000;
        try (Spool second = other.open()) {
            second.append(other.batch("adopted", 2), false);
        }
        first.adopt();
        TestSpool.recover(first);
        first.append(test.batch("own"), false);
        remove(test.slot(1));

        oneSecondLater(first);

        assertThat(test.heard.lost).isEqualTo(java.util.Map.of(DropReason.SPOOL_DAMAGED, 2L));
        assertThat(TestSpool.texts(first)).containsExactly("own");
        first.close();
    }

    private void oneSecondLater(Spool spool) {
        test.advance(Duration.ofSeconds(1));
        spool.checkFiles(test.nanos);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
