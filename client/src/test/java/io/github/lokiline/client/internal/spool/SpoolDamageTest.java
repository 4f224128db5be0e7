package io.github.lokiline.client.internal.spool;

import static io.github.lokiline.client.internal.spool.TestSpool.readAll;
import static io.github.lokiline.client.internal.spool.TestSpool.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.lokiline.client.DropReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any damage: no exception, no batch that was not written, and all undamaged batches are returned. */
@Tag("promise-8")
class SpoolDamageTest {

    private static final List<String> WRITTEN = List.of("zero", "one", "two", "three");

    @TempDir
    Path directory;

    private TestSpool test;
    private Path segment;
    private byte[] good;
    private List<RecordHeader> records;

    @BeforeEach
    void write() throws IOException {
        test = new TestSpool(directory);
        test.segmentBytes = 1 << 20;
        write(WRITTEN);
    }

    private void write(List<String> batches) throws IOException {
        try (Spool spool = test.open()) {
            for (int i = 0; i < batches.size(); i++) {
                spool.append(test.batch(batches.get(i), 1 << (4 * i)), true);
            }
        }
        segment = test.segments().get(0);
        good = Files.readAllBytes(segment);
        records = TestSpool.records(segment);
    }

    @Test
    void aWriteBrokenAtAnyByteCostsTheBatchThatWasBeingWritten() throws IOException {
        for (int length = 0; length <= good.length; length++) {
            int end = length;
            List<String> whole = records.stream()
                    .filter(record -> record.end() <= end)
                    .map(record -> WRITTEN.get(records.indexOf(record)))
                    .collect(Collectors.toCollection(ArrayList::new));
            damage(Arrays.copyOf(good, length));

            try (Spool spool = test.openNext()) {
                assertThat(texts(spool)).as("cut at %d", length).isEqualTo(whole);
                spool.append(test.batch("written after the break"), false);
                assertThat(texts(spool)).containsExactly("written after the break");
            }
            try (Spool spool = test.openNext()) {
                whole.add("written after the break");
                assertThat(texts(spool)).isEqualTo(whole);
            }
            assertThat(test.heard.lostEntries()).as("counted once").isZero();
        }
    }

    @Test
    void aBrokenWriteWhoseHeaderIsWholeTellsWhatItCosts() throws IOException {
        damage(Arrays.copyOf(good, good.length - 1));

        try (Spool spool = test.openNext()) {
            assertThat(test.heard.recovered).isEqualTo(0x1111);
            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_DAMAGED, 0x1000L));
            assertThat(spool.entries()).isEqualTo(0x111);
            assertThat(test.heard.troubles)
                    .containsExactly("spool segment \"" + segment
                            + "\": the last write was cut short, entries known to be lost: 4096");
        }
    }

    @Test
    void aFlippedBitCostsTheBatchItIsInAndNoOther() throws IOException {
        for (int bit = 0; bit < good.length * 8; bit++) {
            int at = bit / 8;
            byte[] bytes = good.clone();
            bytes[at] ^= (byte) (1 << (bit % 8));
            damage(bytes);

            try (Spool spool = test.openNext()) {
                assertThat(texts(spool)).as("bit %d of byte %d", bit % 8, at).isEqualTo(undamagedBy(at));
                assertThat(spool.entries()).isZero();
            }
        }
    }

    /** Returns all batches but the one with byte {@code at}, whose state byte may have any value but "done". */
    private List<String> undamagedBy(int at) {
        return records.stream()
                .filter(record -> at < record.at() || at >= record.end() || at == record.at() + RecordHeader.STATE_AT)
                .map(record -> WRITTEN.get(records.indexOf(record)))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void wildDamageBringsOutNothingThatWasNotWritten(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 250; round++) {
            damage(vandalised(random));

            try (Spool spool = test.openNext()) {
                assertThat(WRITTEN).as("seed %d, round %d", seed, round).containsAll(texts(spool));
                assertThat(spool.entries()).isZero();
            }
        }
    }

    /** Returns a copy with pieces overwritten by noise or zeros, moved, cut out or repeated. */
    private byte[] vandalised(Random random) {
        byte[] bytes = good.clone();
        for (int i = 1 + random.nextInt(3); i > 0 && bytes.length > 1; i--) {
            int from = random.nextInt(bytes.length);
            int length = 1 + random.nextInt(Math.min(200, bytes.length - from));
            int kind = random.nextInt(4);
            if (kind == 0) {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, from, length);
            } else if (kind == 1) {
                Arrays.fill(bytes, from, from + length, (byte) 0);
            } else if (kind == 2) {
                System.arraycopy(good, random.nextInt(good.length - 200), bytes, from, length);
            } else {
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                System.arraycopy(bytes, from + length, shorter, from, shorter.length - from);
                bytes = shorter;
            }
        }
        return bytes;
    }

    @Test
    void aDamagedBodyIsCountedOnceAndTheRestGoesOn() throws IOException {
        byte[] bytes = good.clone();
        bytes[(int) records.get(1).end() - 1]++;
        damage(bytes);

        test.openNext().close();

        assertThat(test.heard.recovered).isEqualTo(0x1111);
        assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_DAMAGED, 0x10L));
        assertThat(test.heard.troubles)
                .containsExactly("spool segment \"" + segment
                        + "\": damaged, bytes skipped: 87, entries known to be lost: 16; look after the disk");
        try (Spool spool = test.openNext()) {
            assertThat(spool.entries()).isEqualTo(0x1101);
            assertThat(test.heard.recovered).isEqualTo(0x1101);
            assertThat(test.heard.lost).isEmpty();
        }
    }

    @Test
    void aSegmentOfNothingButDamageIsToldAndDeleted() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        damage(noise);

        try (Spool spool = test.openNext()) {
            assertThat(readAll(spool)).isEmpty();
            assertThat(test.heard.troubles).hasSize(1);
            assertThat(segment).doesNotExist();
        }
    }

    @Test
    void aSegmentFullOfFalseStartsIsLookedThroughAtOnce() throws IOException {
        byte[] starts = new byte[8 << 20];
        for (int i = 0; i + 50 <= starts.length; i += 4) {
            // The magic, and at every fourth place a plausible length of a header.
            ByteBuffer.wrap(starts).putInt(i, i % 16 == 8 ? 0x01010100 : 0xFE6C6B73);
        }
        damage(starts);

        assertTimeout(Duration.ofSeconds(20), () -> {
            try (Spool spool = test.openNext()) {
                assertThat(readAll(spool)).isEmpty();
            }
        });
    }

    @Test
    void aLengthThatReachesBehindTheSegmentIsNotBelieved() throws IOException {
        byte[] bytes = good.clone();
        ByteBuffer.wrap(bytes).putInt((int) records.get(1).at() + 8, Integer.MAX_VALUE);
        damage(withRightHeaderChecksum(bytes, (int) records.get(1).at()));

        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).containsExactly("zero", "two", "three");
        }
    }

    @Test
    void lengthsThatContradictEachOtherAreNotBelieved() throws IOException {
        byte[] bytes = good.clone();
        ByteBuffer.wrap(bytes).putInt((int) records.get(1).at() + 26, -1);
        damage(withRightHeaderChecksum(bytes, (int) records.get(1).at()));

        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).containsExactly("zero", "two", "three");
        }
    }

    @Test
    void aBatchOfANewerFormatIsToldAndLeftWhereItIs() throws IOException {
        byte[] bytes = good.clone();
        bytes[(int) records.get(1).at() + 5] = 2;
        damage(withRightHeaderChecksum(bytes, (int) records.get(1).at()));

        for (int i = 0; i < 2; i++) {
            try (Spool spool = test.openNext()) {
                readAll(spool).forEach(stored -> spool.done(stored.ref()));

                assertThat(test.heard.troubles)
                        .containsExactly("spool segment \"" + segment
                                + "\": batches of a newer format, left where they are: 1;"
                                + " a newer lokiline delivers them");
                assertThat(test.heard.lost).isEmpty();
                assertThat(segment).exists();
            }
        }
        assertThat(test.heard.recovered).isZero();
    }

    @Test
    void whatIsLeftWhereItIsGoesWhenItIsTooOld() throws IOException {
        byte[] bytes = good.clone();
        bytes[(int) records.get(1).at() + 5] = 2;
        damage(withRightHeaderChecksum(bytes, (int) records.get(1).at()));
        test.advance(Duration.ofDays(8));

        try (Spool spool = test.openNext()) {
            assertThat(segment).doesNotExist();
            assertThat(spool.bytes()).isZero();
        }
    }

    @Test
    void aBodyDamagedAfterItWasCountedIsLostAndCounted() throws IOException {
        try (Spool spool = test.openNext()) {
            byte[] bytes = good.clone();
            bytes[(int) records.get(1).end() - 1]++;
            damage(bytes);

            assertThat(texts(spool)).containsExactly("zero", "two", "three");
            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_DAMAGED, 0x10L));
            assertThat(spool.entries()).isZero();
        }
    }

    @Test
    void aHeaderDamagedAfterItWasCountedIsLostAndCounted() throws IOException {
        // Larger than the buffer of a file.
        List<String> large = WRITTEN.stream().map(text -> text.repeat(50_000)).collect(Collectors.toList());
        Files.delete(segment);
        write(large);
        try (Spool spool = test.openNext()) {
            byte[] bytes = good.clone();
            bytes[(int) records.get(1).at() + 20]++;
            damage(bytes);

            assertThat(texts(spool)).containsExactly(large.get(0), large.get(2), large.get(3));
            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_DAMAGED, 0x10L));
            assertThat(spool.entries()).isZero();
        }
    }

    @Test
    void aSegmentThatCannotBeReadIsTriedForAWhileThenLostAndTheNextIsRead() throws IOException {
        test.advance(Duration.ofSeconds(1));
        try (Spool spool = test.open()) {
            spool.append(test.batch("in the next segment"), true);
        }
        try (Spool spool = test.openNext()) {
            Files.delete(segment);
            for (int i = 1; i < SpoolReader.MAX_FAILURES; i++) {
                assertThat(TestSpool.next(spool)).isNull();
                assertThat(TestSpool.next(spool))
                        .as("not before the pause is over")
                        .isNull();
                assertThat(test.heard.troubles).hasSize(i);
                test.advance(Duration.ofSeconds(1));
            }
            assertThat(test.heard.lost).isEmpty();

            assertThat(TestSpool.next(spool)).isNull();
            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_DAMAGED, 0x1111L));
            assertThat(texts(spool)).containsExactly("in the next segment");
        }
    }

    private void damage(byte[] bytes) throws IOException {
        for (Path left : test.segments()) {
            if (!left.equals(segment)) {
                Files.delete(left);
            }
        }
        Files.createDirectories(segment.getParent());
        Files.write(segment, bytes);
    }

    private static byte[] withRightHeaderChecksum(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at + 5, 7);
        crc.update(bytes, at + 16, 34);
        ByteBuffer.wrap(bytes).putInt(at + 12, (int) crc.getValue());
        return bytes;
    }

    @Test
    void aCountThatNoBatchCanHaveIsDamage() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("absurd", 2_000_000_000), true);
        }

        try (Spool spool = test.openNext()) {
            assertThat(test.heard.recovered).isEqualTo(0x1111);
            assertThat(texts(spool)).isEqualTo(WRITTEN);
        }
    }
}
