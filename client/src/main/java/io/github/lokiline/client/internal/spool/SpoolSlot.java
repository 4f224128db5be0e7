package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.FsyncPolicy;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A directory of segments that one spool has locked for itself. Owned by the spool's thread. */
final class SpoolSlot {
    private static final Pattern SEGMENT = Pattern.compile("(0000[0-9a-f]{12})\\.seg");

    private final Path directory;
    private final SpoolSlotLock lock;
    private final SpoolContext context;
    private boolean adopted;
    private boolean released;
    private int segments;

    private SpoolSlot(Path directory, SpoolSlotLock lock, SpoolContext context) {
        this.directory = directory;
        this.lock = lock;
        this.context = context;
    }

    /** Locks a slot, which is created if it is missing. Returns null if another spool has it. */
    static @Nullable SpoolSlot tryAcquire(Path directory, SpoolContext context) throws IOException {
        try {
            OwnerOnlyFiles.createDirectories(directory);
            SpoolSlotLock lock = SpoolSlotLock.tryAcquire(directory);
            return lock == null ? null : new SpoolSlot(directory, lock, context);
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            // Its owner has just created or deleted the directory.
            return null;
        }
    }

    /** Returns the segments that an earlier owner left, in no order. */
    List<Segment> leftSegments() throws IOException {
        List<Segment> found = new ArrayList<>();
        for (Path file : OwnerOnlyFiles.list(directory)) {
            Matcher name = SEGMENT.matcher(file.getFileName().toString());
            if (name.matches()) {
                addLeft(file, Long.parseLong(name.group(1), 16), found);
            }
        }
        segments += found.size();
        return found;
    }

    /** Skips a file that cannot be read: the others of the slot are delivered. */
    private void addLeft(Path file, long number, List<Segment> found) {
        try {
            found.add(new Segment(this, number, SegmentFile.existing(file), false));
        } catch (IOException e) {
            context.trouble(file, "cannot be read; it is left as it is", e);
        }
    }

    /** Creates an empty segment. */
    Segment newSegment(long number) throws IOException {
        Path file = directory.resolve(String.format("%016x.seg", number));
        Segment segment = new Segment(this, number, SegmentFile.create(file), true);
        segments++;
        if (context.config().fsync() != FsyncPolicy.NONE) {
            OwnerOnlyFiles.forceDirectory(directory);
        }
        return segment;
    }

    /** Marks a slot to which nothing is written: it is released with its last segment. */
    void adopt() {
        adopted = true;
        releaseIfDrained();
    }

    /** Returns whether the directory is still the one that was locked. */
    boolean isThere() {
        return lock.isThere();
    }

    /** Unlocks a slot that somebody has removed; what is at its place now belongs to others. */
    void giveUp() {
        released = true;
        unlock();
    }

    boolean isReleased() {
        return released;
    }

    void segmentDeleted() {
        segments--;
        releaseIfDrained();
    }

    private void releaseIfDrained() {
        if (adopted && segments == 0) {
            release();
        }
    }

    /** Unlocks the slot for other spools; deletes the directory if it is empty. */
    void release() {
        if (released) {
            return;
        }
        released = true;
        try {
            if (segments == 0) {
                deleteDirectory();
            }
        } catch (IOException e) {
            context.trouble(directory, "cannot be removed; it is empty and does no harm", e);
        }
        unlock();
    }

    private void unlock() {
        try {
            lock.release();
        } catch (IOException e) {
            context.trouble(directory, "cannot be unlocked; it is free when the process ends", e);
        }
    }

    private void deleteDirectory() throws IOException {
        lock.deleteFile();
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // A file of the user, or the lock of the next owner.
            return;
        }
    }
}
