package io.github.lokiline.client.internal.spool;

import static io.github.lokiline.client.internal.spool.TestSpool.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished segments are deleted, and unused files are closed. */
class SpoolDeletionTest {

    @TempDir
    Path directory;

    private TestSpool test;

    @BeforeEach
    void prepare() {
        test = new TestSpool(directory);
    }

    @Test
    void aSegmentGoesWithItsLastBatch() throws IOException {
        try (Spool spool = test.open()) {
            List<RecordRef> refs = append(spool, 6);
            Path first = test.segments().get(0);

            spool.done(refs.get(2));
            spool.done(refs.get(0));
            assertThat(first).exists();

            spool.done(refs.get(1));
            assertThat(first).doesNotExist();
            assertThat(spool.bytes()).isEqualTo(test.segments().get(0).toFile().length());
        }
    }

    @Test
    void aSegmentOfAnEarlierProcessGoesWithItsLastBatch() throws IOException {
        try (Spool spool = test.open()) {
            append(spool, 3);
        }

        try (Spool spool = test.openNext()) {
            readAll(spool).forEach(stored -> spool.done(stored.ref()));

            assertThat(test.segments()).isEmpty();
            assertThat(spool.bytes()).isZero();
        }
    }

    @Test
    void aSegmentThatWasDoneWhenItsProcessDiedGoesWhenItIsCounted() throws IOException {
        try (Spool spool = test.open()) {
            spool.done(append(spool, 2).get(0));
        }
        Path segment = test.segments().get(0);
        SegmentFile file = SegmentFile.existing(segment);
        for (RecordHeader record : TestSpool.records(segment)) {
            file.markDone(record.at());
        }
        file.close();

        try (Spool spool = test.openNext()) {
            assertThat(segment).doesNotExist();
            assertThat(spool.bytes()).isZero();
            assertThat(test.heard.recovered).isZero();
        }
    }

    @Test
    void theSegmentInUseGoesWhenAllInItIsDoneAndItHasGrown() throws IOException {
        try (Spool spool = test.open()) {
            spool.done(append(spool, 1).get(0));

            assertThat(test.segments()).isEmpty();
            spool.append(test.batch("later"), false);
            assertThat(TestSpool.texts(spool)).containsExactly("later");
        }
    }

    @Test
    void theSegmentInUseStaysWhileItIsSmall() throws IOException {
        test.segmentBytes = 100_000;
        try (Spool spool = test.open()) {
            for (RecordRef ref : append(spool, 5)) {
                spool.done(ref);
            }

            assertThat(test.segments()).hasSize(1);
        }
    }

    @Test
    void nothingIsLeftOfASpoolWhoseBatchesAreAllDone() throws IOException {
        test.segmentBytes = 100_000;
        try (Spool spool = test.open()) {
            for (RecordRef ref : append(spool, 5)) {
                spool.done(ref);
            }
        }

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftOfASpoolThatWasNeverUsed() throws IOException {
        test.open().close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNotOursStays() throws IOException {
        Path notOurs = directory.resolve(TestSpool.ENDPOINT + "-0").resolve("notes.txt");
        try (Spool spool = test.open()) {
            append(spool, 1);
            Files.writeString(notOurs, "mine");
            readAll(spool).forEach(stored -> spool.done(stored.ref()));
        }

        assertThat(notOurs).hasContent("mine");
        assertThat(test.heard.troubles).isEmpty();
    }

    @Test
    void aDirectoryTakenAwayCostsWhatWasInItAndNothingElse() throws IOException {
        try (Spool spool = test.open()) {
            List<RecordRef> refs = append(spool, 4);
            for (Path segment : test.segments()) {
                Files.delete(segment);
            }

            refs.forEach(spool::done);
            spool.append(test.batch("after"), false);

            assertThat(test.segments()).hasSize(1);
            assertThat(test.heard.troubles).isNotEmpty().allMatch(text -> text.contains("cannot be marked as done"));
        }
    }

    @Test
    void fewFilesAreOpenHoweverManySegmentsThereAre() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "only Linux shows what is open");
        try (Spool spool = test.open()) {
            append(spool, 300);
            assertThat(openSegments(descriptors)).isLessThanOrEqualTo(2);

            List<StoredRecord> read = readAll(spool);
            assertThat(read).hasSize(300);
            assertThat(openSegments(descriptors)).isLessThanOrEqualTo(2);

            for (int i = 0; i < read.size(); i += 3) {
                spool.done(read.get(i).ref());
            }
            assertThat(openSegments(descriptors)).isLessThanOrEqualTo(2);
        }
        assertThat(openSegments(descriptors)).isZero();
    }

    private List<RecordRef> append(Spool spool, int count) {
        List<RecordRef> refs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            refs.add(spool.append(test.batch("batch " + i), false));
        }
        return refs;
    }

    private long openSegments(Path descriptors) throws IOException {
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(this::isSegment).count();
        }
    }

    private boolean isSegment(Path descriptor) {
        try {
            Path file = Files.readSymbolicLink(descriptor);
            return file.startsWith(directory.toRealPath()) && file.toString().endsWith(".seg");
        } catch (IOException e) {
            // Closed in the meantime.
            return false;
        }
    }
}
