package io.github.lokiline.client.internal.spool;

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

/** A directory of segments that is this spool's alone while it is locked. Owned by the spool's thread. */
public final class SpoolSlot {

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

    /** Null when another spool has it. Makes the directory when it is missing. */
    static @Nullable SpoolSlot tryTake(Path directory, SpoolContext context) throws IOException {
        try {
            OwnerOnlyFiles.createDirectories(directory);
            SpoolSlotLock lock = SpoolSlotLock.tryTake(directory);
            return lock == null ? null : new SpoolSlot(directory, lock, context);
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            // Its owner made the directory or took it away just now.
            return null;
        }
    }

    /** The segments an earlier owner left, in no order. */
    List<Segment> leftSegments() throws IOException {
        List<Segment> found = new ArrayList<>();
        for (Path file : OwnerOnlyFiles.list(directory)) {
            Matcher name = SEGMENT.matcher(file.getFileName().toString());
            if (name.matches()) {
                long number = Long.parseLong(name.group(1), 16);
                found.add(new Segment(this, number, SegmentFile.existing(file)));
            }
        }
        segments += found.size();
        return found;
    }

    /** Makes a new, empty segment. */
    Segment newSegment(long number) throws IOException {
        Path file = directory.resolve(String.format("%016x.seg", number));
        Segment segment = new Segment(this, number, SegmentFile.create(file));
        segment.counted = true;
        segments++;
        if (context.settings().fsync() != Fsync.NONE) {
            OwnerOnlyFiles.forceDirectory(directory);
        }
        return segment;
    }

    /** From now on it goes when its last segment goes: nothing new is written to it. */
    void adopt() {
        adopted = true;
        releaseIfDrained();
    }

    boolean isReleased() {
        return released;
    }

    public void removed() {
        segments--;
        releaseIfDrained();
    }

    private void releaseIfDrained() {
        if (adopted && segments == 0) {
            release();
        }
    }

    /** Leaves the slot to the next who wants it, and no directory when nothing is in it. */
    void release() {
        if (released) {
            return;
        }
        released = true;
        try {
            if (segments == 0) {
                removeDirectory();
            }
        } catch (IOException e) {
            context.trouble(directory, "cannot be removed; it is empty and does no harm", e);
        }
        try {
            lock.release();
        } catch (IOException e) {
            context.trouble(directory, "cannot be unlocked; it is free when the process ends", e);
        }
    }

    private void removeDirectory() throws IOException {
        lock.deleteFile();
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // Somebody else's file, or a lock made just now by whoever takes the slot next.
            return;
        }
    }
}
