package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a slot: among processes by a file lock, which ends with its process however that ends; within a process
 * by a claim. Owned by one thread.
 *
 * <p>The claim is needed because on POSIX a process loses its lock as soon as it closes <em>any</em> descriptor of the
 * file (fcntl(2)), so that a second try in the same process would break the first one's lock by giving up. It stands
 * among the system properties, the one map that all class loaders share: two web applications may bring a copy of this
 * class each and name the same directory.
 */
final class SpoolSlotLock {

    private static final String CLAIM = "io.github.lokiline.client.spool.slot:";
    private static final String NAME = "lock";

    private final Path file;
    private final String claim;
    private final FileChannel channel;

    private SpoolSlotLock(Path file, String claim, FileChannel channel) {
        this.file = file;
        this.claim = claim;
        this.channel = channel;
    }

    /**
     * Locks a slot's directory, which is there; null when somebody else has it.
     *
     * @throws IOException when the file system cannot lock
     */
    static @Nullable SpoolSlotLock tryTake(Path directory) throws IOException {
        String claim = CLAIM + directory.toRealPath();
        if (System.getProperties().putIfAbsent(claim, "taken") != null) {
            return null;
        }
        SpoolSlotLock lock = null;
        try {
            lock = tryLock(directory.resolve(NAME), claim);
        } finally {
            if (lock == null) {
                System.getProperties().remove(claim);
            }
        }
        return lock;
    }

    private static @Nullable SpoolSlotLock tryLock(Path file, String claim) throws IOException {
        makeIfMissing(file);
        Object before = identity(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            // Between our open and our lock its last owner may have deleted the file: then we locked what nobody sees.
            locked = channel.tryLock() != null && Objects.equals(before, identity(file));
        } catch (OverlappingFileLockException e) {
            return null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? new SpoolSlotLock(file, claim, channel) : null;
    }

    /** Takes the file away while it is still locked: afterwards it could be another process's. */
    void deleteFile() throws IOException {
        Files.deleteIfExists(file);
    }

    void release() throws IOException {
        try {
            channel.close();
        } finally {
            System.getProperties().remove(claim);
        }
    }

    private static void makeIfMissing(Path file) throws IOException {
        try {
            OwnerOnlyFiles.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Whoever made it may be gone: the lock tells, not the file.
            return;
        }
    }

    /** The inode where there are some; null elsewhere, and there a file in use is not deleted. */
    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
