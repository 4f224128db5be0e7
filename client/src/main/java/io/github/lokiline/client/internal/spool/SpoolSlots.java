package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one spool: its own, and those of the same endpoint that it found free. Another endpoint's are never
 * touched. Owned by the spool's thread.
 */
final class SpoolSlots {

    /** So many processes may start at the same moment before one of them finds no slot. */
    private static final int TRIES = 100;

    private final SpoolContext context;
    private final SpoolSlot own;
    private final List<SpoolSlot> adopted = new ArrayList<>();
    /** Those whose segments nobody has taken yet. */
    private final List<SpoolSlot> fresh = new ArrayList<>();

    private SpoolSlots(SpoolContext context, SpoolSlot own, List<SpoolSlot> free) {
        this.context = context;
        this.own = own;
        this.fresh.add(own);
        this.fresh.addAll(free);
        this.adopted.addAll(free);
    }

    /**
     * Takes the first free slot.
     *
     * @throws IOException if no slot is available; the message is written for users
     */
    static SpoolSlots take(SpoolContext context) throws IOException {
        Path directory = context.settings().directory();
        try {
            OwnerOnlyFiles.createDirectories(directory);
            List<SpoolSlot> free = takeFree(directory, context);
            SpoolSlot own = free.isEmpty() ? make(directory, context) : free.remove(0);
            return new SpoolSlots(context, own, free);
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

    /** Takes the slots that have become free. */
    void adoptFree() {
        Path directory = context.settings().directory();
        try {
            List<SpoolSlot> free = takeFree(directory, context);
            fresh.addAll(free);
            adopted.addAll(free);
        } catch (IOException e) {
            context.trouble(directory, "cannot be read", e);
        }
    }

    /** What was left in the slots since this was asked last, in no order. Adopted ones with nothing in them go. */
    List<Segment> takeLeft() {
        List<Segment> left = new ArrayList<>();
        for (SpoolSlot slot : fresh) {
            left.addAll(leftSegments(slot, context));
            if (slot != own) {
                slot.adopt();
            }
        }
        fresh.clear();
        adopted.removeIf(SpoolSlot::isReleased);
        return left;
    }

    void release() {
        own.release();
        adopted.forEach(SpoolSlot::release);
    }

    private static List<Segment> leftSegments(SpoolSlot slot, SpoolContext context) {
        try {
            return slot.leftSegments();
        } catch (IOException e) {
            context.trouble(context.settings().directory(), "a slot cannot be read; it is left as it is", e);
            return List.of();
        }
    }

    private static List<SpoolSlot> takeFree(Path directory, SpoolContext context) throws IOException {
        List<SpoolSlot> free = new ArrayList<>();
        for (int number : numbers(directory, context.settings().endpointId())) {
            Path slot = slot(directory, context, number);
            try {
                addIfTaken(free, SpoolSlot.tryTake(slot, context));
            } catch (IOException e) {
                context.trouble(slot, "cannot be locked; what is in it stays there", e);
            }
        }
        return free;
    }

    private static SpoolSlot make(Path directory, SpoolContext context) throws IOException {
        SortedSet<Integer> numbers = numbers(directory, context.settings().endpointId());
        int first = numbers.isEmpty() ? 0 : numbers.last() + 1;
        for (int number = first; number < first + TRIES; number++) {
            SpoolSlot slot = SpoolSlot.tryTake(slot(directory, context, number), context);
            if (slot != null) {
                return slot;
            }
        }
        throw new IOException("all are taken");
    }

    private static void addIfTaken(List<SpoolSlot> slots, @Nullable SpoolSlot slot) {
        if (slot != null) {
            slots.add(slot);
        }
    }

    private static Path slot(Path directory, SpoolContext context, int number) {
        return directory.resolve(context.settings().endpointId() + "-" + number);
    }

    /** The numbers of the slots that are there for this endpoint. */
    private static SortedSet<Integer> numbers(Path directory, String endpointId) throws IOException {
        SortedSet<Integer> numbers = new TreeSet<>();
        String prefix = endpointId + "-";
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
