package io.github.lokiline.client.internal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lokiline.client.FsyncPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens spools for tests, with small segments, a manual clock and a recording listener. */
final class TestSpool {

    static final String ENDPOINT = "3f9c1a7be2d04586";
    static final long START_EPOCH_MILLIS = 1_795_235_707_171L;

    /** Room for three batches of {@link #batch}. */
    static final long SEGMENT_BYTES = 300;

    final Path directory;
    String endpointId = ENDPOINT;
    long maxBytes = 1 << 20;
    long segmentBytes = SEGMENT_BYTES;
    Duration maxAge = Duration.ofDays(7);
    FsyncPolicy fsync = FsyncPolicy.NONE;
    Consumer<CrashPoint> crashPoints = point -> {};
    RecordCheck check = new AcceptAll();
    long nanos;
    RecordingSpoolListener heard = new RecordingSpoolListener();

    TestSpool(Path directory) {
        this.directory = directory;
    }

    /** The bodies of these tests are their texts, which no push could have. */
    static class AcceptAll implements RecordCheck {
        @Override
        public boolean isStream(String tenant, String labels) {
            return true;
        }

        @Override
        public boolean isBatch(RecordData batch) {
            return true;
        }
    }

    Spool open() throws IOException {
        return Spool.open(new SpoolContext(
                () -> new SpoolStoreConfig(directory, endpointId, maxBytes, maxAge, fsync),
                this::epochMillis,
                this::epochMillis,
                () -> nanos,
                heard,
                check,
                crashPoints,
                segmentBytes));
    }

    /** Opens a spool as the next process does, and counts all records that were left. */
    Spool openNext() throws IOException {
        heard = new RecordingSpoolListener();
        Spool spool = open();
        recover(spool);
        return spool;
    }

    void advance(Duration by) {
        nanos += by.toNanos();
    }

    long epochMillis() {
        return START_EPOCH_MILLIS + nanos / 1_000_000;
    }

    /** Returns a batch of one entry with the current time. */
    RecordData batch(String text) {
        return batch(text, 1);
    }

    RecordData batch(String text, int entries) {
        long time = TimeUnit.MILLISECONDS.toNanos(epochMillis());
        return new RecordData("acme", "{app=\"orders\"}", entries, time, time, false, text.getBytes(UTF_8));
    }

    static void recover(Spool spool) {
        boolean more = true;
        while (more) {
            more = spool.recoverStep();
        }
    }

    /** Returns the oldest batch of any stream; null if there is none yet. */
    static @Nullable StoredRecord next(Spool spool) {
        return spool.next((tenant, labels) -> true);
    }

    /** Reads until {@link Spool#next} returns null; marks nothing as done. */
    static List<StoredRecord> readAll(Spool spool) {
        List<StoredRecord> all = new ArrayList<>();
        for (StoredRecord stored = next(spool); stored != null; stored = next(spool)) {
            all.add(stored);
        }
        return all;
    }

    static List<String> texts(Spool spool) {
        return readAll(spool).stream().map(TestSpool::text).collect(Collectors.toList());
    }

    static String text(StoredRecord stored) {
        return new String(stored.batch().body(), UTF_8);
    }

    /** Returns the number at the beginning of a text: 17 for {@code "17 xxx"}. */
    static int number(String text) {
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    Path slot(int number) {
        return directory.resolve(endpointId + "-" + number);
    }

    /** Returns the headers of the records of a segment, done or not. */
    static List<RecordHeader> records(Path segment) throws IOException {
        SegmentFile file = SegmentFile.existing(segment);
        RecordCodec codec = new RecordCodec(ENDPOINT);
        List<RecordHeader> records = new ArrayList<>();
        for (RecordHeader found = codec.find(file, 0); found != null; found = codec.find(file, found.next())) {
            records.add(found);
        }
        file.close();
        return records;
    }

    /** Returns the segments of all slots, sorted by name. */
    List<Path> segments() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".seg"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
