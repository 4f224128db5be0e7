package io.github.lokiline.client.internal.spool;

import static io.github.lokiline.client.internal.spool.TestSpool.readAll;
import static io.github.lokiline.client.internal.spool.TestSpool.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 12 on disk: only one process at a time, of the same endpoint, can read the batches of a slot. */
class SpoolSlotsTest {

    @TempDir
    Path directory;

    private TestSpool test;

    @BeforeEach
    void prepare() {
        test = new TestSpool(directory);
    }

    @Test
    void twoSpoolsOfOneProcessHaveASlotEach() throws IOException {
        try (Spool first = test.open();
                Spool second = test.open()) {
            first.append(test.batch("first"), true);
            second.append(test.batch("second"), true);

            assertThat(test.slot(0)).isDirectory();
            assertThat(test.slot(1)).isDirectory();
            assertThat(test.segments()).hasSize(2);
        }
    }

    @Test
    void aSlotInUseIsNotAdopted() throws IOException {
        try (Spool first = test.open()) {
            first.append(test.batch("first"), true);
            try (Spool second = test.openNext()) {
                assertThat(readAll(second)).isEmpty();
                assertThat(second.bytes()).isZero();
            }
        }
    }

    @Test
    void aSlotInUseInAnotherProcessIsNotTakenAndComesWhenThatIsKilled() throws Exception {
        test.segmentBytes = 8 << 20;
        try (SpoolChild child = SpoolChild.start(directory, "hold")) {
            child.awaitLine("holding");
            try (Spool spool = test.openNext()) {
                assertThat(readAll(spool)).isEmpty();
                assertThat(test.slot(1)).isDirectory();
            }

            child.kill();

            try (Spool spool = test.openNext()) {
                assertThat(texts(spool)).containsExactly("held by the child");
            }
        }
    }

    @Test
    void aSecondSpoolOfOneProcessDoesNotBreakTheLockOfTheFirst() throws Exception {
        try (Spool first = test.open()) {
            first.append(test.batch("first"), true);
            test.open().close();

            try (SpoolChild child = SpoolChild.start(directory, "list")) {
                // The child finds the first slot locked and creates another.
                assertThat(child.awaitLine("read ")).isEqualTo("read []");
            }
        }
    }

    @Test
    void processesThatComeAndGoLeaveNothingBehindAmongThem() throws Exception {
        List<String> said = new ArrayList<>();
        try (SpoolChild first = SpoolChild.start(directory, "churn", "first");
                SpoolChild second = SpoolChild.start(directory, "churn", "second");
                SpoolChild third = SpoolChild.start(directory, "churn", "third")) {
            for (SpoolChild child : List.of(first, second, third)) {
                child.awaitLine("gone");
                said.addAll(child.lines);
            }
        }
        try (Spool spool = test.openNext()) {
            texts(spool).forEach(text -> said.add("read " + text));
        }

        assertThat(said).noneMatch(line -> line.startsWith("trouble"));
        assertThat(after("read ", said)).containsExactlyInAnyOrderElementsOf(after("appended ", said));
    }

    @Test
    void whatAnotherSpoolLeavesLaterIsAdoptedOnDemand() throws IOException {
        Spool first = test.open();
        try (Spool second = test.open()) {
            first.append(test.batch("left by the first"), true);
            second.append(test.batch("held by the second"), true);
            test.advance(Duration.ofSeconds(1));
            second.adopt();
            assertThat(second.recoverStep()).isFalse();
            assertThat(readAll(second)).isEmpty();

            first.close();
            second.adopt();
            second.append(test.batch("newer"), false);
            assertThat(TestSpool.next(second)).isNull();
            TestSpool.recover(second);

            assertThat(test.heard.recovered).isEqualTo(1);
            assertThat(texts(second)).containsExactly("left by the first", "newer");
        }
    }

    @Test
    void slotsThatNobodyUsesAreAdoptedInTheOrderOfTheirTimeAndRemovedWhenDone() throws IOException {
        Spool first = test.open();
        Spool second = test.open();
        Spool third = test.open();
        third.append(test.batch("1 of third"), true);
        test.advance(Duration.ofSeconds(1));
        second.append(test.batch("2 of second"), true);
        test.advance(Duration.ofSeconds(1));
        first.append(test.batch("3 of first"), true);
        List.of(first, second, third).forEach(Spool::close);

        try (Spool spool = test.openNext()) {
            List<StoredRecord> all = readAll(spool);
            assertThat(all).extracting(TestSpool::text).containsExactly("1 of third", "2 of second", "3 of first");
            assertThat(test.slot(2)).isDirectory();

            all.forEach(stored -> spool.done(stored.ref()));
            assertThat(test.slot(0)).isDirectory();
            assertThat(test.slot(1)).doesNotExist();
            assertThat(test.slot(2)).doesNotExist();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void slotsLeftEmptyAreRemoved() throws IOException {
        Files.createDirectories(test.slot(0));
        Files.createDirectories(test.slot(7));

        try (Spool spool = test.open()) {
            assertThat(spool.bytes()).isZero();
            assertThat(test.slot(7)).doesNotExist();
        }
    }

    @Test
    void anAdoptedSlotIsReleasedWithItsRestWhenTheSpoolCloses() throws IOException {
        Spool first = test.open();
        Spool second = test.open();
        first.append(test.batch("first"), true);
        second.append(test.batch("second"), true);
        first.close();
        second.close();
        test.openNext().close();

        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).containsExactlyInAnyOrder("first", "second");
        }
    }

    @Test
    void anotherEndpointsSlotsAreNeverTouched() throws IOException {
        test.endpointId = "0123456789abcdef";
        try (Spool other = test.open()) {
            other.append(test.batch("of the other"), true);
        }
        List<Path> before = test.segments();
        // An id that begins with the endpoint's id and a hyphen is another id.
        Path longer = Files.createDirectories(directory.resolve(TestSpool.ENDPOINT + "-0-0"));
        test.endpointId = TestSpool.ENDPOINT;

        try (Spool spool = test.openNext()) {
            assertThat(readAll(spool)).isEmpty();
            assertThat(spool.bytes()).isZero();
        }
        assertThat(test.segments()).isEqualTo(before);
        assertThat(longer).isDirectory();

        test.endpointId = "0123456789abcdef";
        try (Spool other = test.openNext()) {
            assertThat(texts(other)).containsExactly("of the other");
        }
    }

    @Test
    void aBatchOfAnotherEndpointInOurSlotIsToldAndLeftWhereItIs() throws IOException {
        test.endpointId = "0123456789abcdef";
        try (Spool other = test.open()) {
            other.append(test.batch("of the other"), true);
        }
        Path astray = test.segments().get(0);
        test.endpointId = TestSpool.ENDPOINT;
        Path moved = Files.createDirectories(test.slot(0)).resolve(astray.getFileName());
        Files.move(astray, moved);

        for (int i = 0; i < 2; i++) {
            try (Spool spool = test.openNext()) {
                spool.append(test.batch("ours"), false);

                assertThat(texts(spool)).endsWith("ours").doesNotContain("of the other");
                assertThat(test.heard.troubles)
                        .containsExactly("spool segment \"" + moved
                                + "\": batches of another endpoint, left where they are: 1;"
                                + " move the file to a slot of theirs");
            }
        }
        assertThat(moved).exists();
    }

    @Test
    void directoriesAndFilesAreTheirOwnersAlone() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no owners here");
        test = new TestSpool(directory.resolve("deep").resolve("spool"));
        try (Spool spool = test.open()) {
            spool.append(test.batch("secret"), true);

            assertThat(permissions(test.directory)).isEqualTo("rwx------");
            assertThat(permissions(test.slot(0))).isEqualTo("rwx------");
            assertThat(permissions(test.slot(0).resolve("lock"))).isEqualTo("rw-------");
            assertThat(permissions(test.segments().get(0))).isEqualTo("rw-------");
        }
    }

    @Test
    void theDirectoryMayBeALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        test = new TestSpool(link);
        try (Spool spool = test.open();
                Spool sameByOtherName = new TestSpool(real).open()) {
            spool.append(test.batch("kept"), true);

            assertThat(sameByOtherName.bytes()).isZero();
        }
        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).containsExactly("kept");
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedIsToldForPeople() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        assertThatThrownBy(() -> new TestSpool(file).open())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("spoolDirectory \"" + file + "\": no slot can be made and locked in it (")
                .hasMessageEndingWith("); name a local directory that may be written");
    }

    @Test
    void manySpoolsAtOnceAllFindASlot() throws IOException {
        List<Spool> spools = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            spools.add(test.open());
        }

        assertThat(test.slot(19)).isDirectory();
        spools.forEach(Spool::close);
        assertThat(directory).isEmptyDirectory();
    }

    private static List<String> after(String start, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .collect(Collectors.toList());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aLinkThatLeadsNowhereCostsItselfAndNotItsSlot() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs symbolic links");
        try (Spool first = test.open()) {
            first.append(test.batch("first"), true);
        }
        Path link = test.slot(0).resolve("00000000000000ff.seg");
        Files.createSymbolicLink(link, directory.resolve("nowhere"));

        try (Spool next = test.openNext()) {
            assertThat(texts(next)).containsExactly("first");
            assertThat(test.heard.troubles)
                    .singleElement()
                    .asString()
                    .contains("00000000000000ff.seg", "cannot be read");
        }
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }
}
