package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one spool: its own, and the free slots of the same endpoint that it adopted. Slots of another endpoint are
 * never touched. Owned by the spool's thread.
 */
final class SpoolSlots {
    /** So many processes may start at the same moment before one of them finds no slot. */
    private static final int TRIES = 100;

    private final SpoolContext context;
    private final Path directory;
    private final String prefix;
    private SpoolSlot own;
    private final List<SpoolSlot> adopted = new ArrayList<>();
    /** Slots whose segments {@link #takeLeft} has not returned yet. */
    private final List<SpoolSlot> unlisted = new ArrayList<>();

    /**
     * Acquires the first free slot, or a new one, and adopts the other free ones.
     *
     * @throws IOException if no slot is available; the message is written for users
     */
    SpoolSlots(SpoolContext context) throws IOException {
        this.context = context;
        this.directory = context.config().directory();
        this.prefix = context.config().endpointId() + "-";
        try {
            OwnerOnlyFiles.createDirectories(directory);
            List<SpoolSlot> free = acquireFree();
            own = free.isEmpty() ? acquireNew() : free.remove(0);
            unlisted.add(own);
            unlisted.addAll(free);
            adopted.addAll(free);
        } catch (IOException e) {
            throw new IOException(
                    "spoolDirectory \"" + directory + "\": no slot can be made and locked in it ("
                            + SpoolContext.reason(directory, e) + "); name a local directory that may be written",
                    e);
        }
    }

    SpoolSlot own() {
        return own;
    }

    /** Adopts the slots that have become free. */
    void adoptFree() {
        try {
            List<SpoolSlot> free = acquireFree();
            unlisted.addAll(free);
            adopted.addAll(free);
        } catch (IOException e) {
            context.trouble(directory, "cannot be read", e);
        }
    }

    /** Returns the segments found in the slots since the last call, in no order. Releases adopted slots without any. */
    List<Segment> takeLeft() {
        List<Segment> left = new ArrayList<>();
        for (SpoolSlot slot : unlisted) {
            try {
                left.addAll(slot.leftSegments());
            } catch (IOException e) {
                context.trouble(directory, "a slot cannot be read; it is left as it is", e);
            }
            if (slot != own) {
                slot.adopt();
            }
        }
        unlisted.clear();
        adopted.removeIf(SpoolSlot::isReleased);
        return left;
    }

    /** Gives up the slots that somebody has removed, and returns them. */
    List<SpoolSlot> removeMissing() {
        List<SpoolSlot> missing = new ArrayList<>();
        for (SpoolSlot slot : adopted) {
            if (!slot.isReleased() && !slot.isThere()) {
                missing.add(slot);
            }
        }
        if (!own.isReleased() && !own.isThere()) {
            missing.add(own);
        }
        missing.forEach(SpoolSlot::giveUp);
        unlisted.removeAll(missing);
        adopted.removeAll(missing);
        return missing;
    }

    /** Acquires a new slot in place of one that was removed; false if that fails, and may succeed later. */
    boolean renewOwn() {
        try {
            OwnerOnlyFiles.createDirectories(directory);
            own = acquireNew();
            return true;
        } catch (IOException e) {
            context.trouble(directory, "was removed and cannot be made again, batches stay in memory", e);
            return false;
        }
    }

    void release() {
        own.release();
        adopted.forEach(SpoolSlot::release);
    }

    private List<SpoolSlot> acquireFree() throws IOException {
        List<SpoolSlot> free = new ArrayList<>();
        for (int number : existing()) {
            try {
                SpoolSlot slot = tryAcquire(number);
                if (slot != null) {
                    free.add(slot);
                }
            } catch (IOException e) {
                context.trouble(path(number), "cannot be locked; what is in it stays there", e);
            }
        }
        return free;
    }

    private SpoolSlot acquireNew() throws IOException {
        SortedSet<Integer> existing = existing();
        int first = existing.isEmpty() ? 0 : existing.last() + 1;
        for (int number = first; number < first + TRIES; number++) {
            SpoolSlot slot = tryAcquire(number);
            if (slot != null) {
                return slot;
            }
        }
        throw new IOException("all are taken");
    }

    private @Nullable SpoolSlot tryAcquire(int number) throws IOException {
        return SpoolSlot.tryAcquire(path(number), context);
    }

    private Path path(int number) {
        return directory.resolve(prefix + number);
    }

    /** Returns the numbers of the existing slots of this endpoint. */
    private SortedSet<Integer> existing() throws IOException {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (Path slot : OwnerOnlyFiles.list(directory)) {
            String name = slot.getFileName().toString();
            String number = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            if (number.matches("0|[1-9][0-9]{0,8}")) {
                numbers.add(Integer.parseInt(number));
            }
        }
        return numbers;
    }
}
