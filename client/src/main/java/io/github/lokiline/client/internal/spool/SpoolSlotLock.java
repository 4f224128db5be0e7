package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a slot: a file lock between processes, which ends with its process, and a claim within a process. Owned by
 * one thread.
 *
 * <p>The claim is needed because on POSIX a process loses its lock as soon as it closes <em>any</em> descriptor of the
 * file (fcntl(2)): a second attempt in the same process would release the first one's lock by giving up. The claim is a
 * system property because the system properties are the only map that all class loaders share: two web applications may
 * each bring a copy of this class and use the same directory.
 */
final class SpoolSlotLock {
    private static final String CLAIM = "io.github.lokiline.client.spool.slot:";
    private static final String NAME = "lock";

    private final Path file;
    private final String claim;
    private final FileChannel channel;
    private final @Nullable Object identity;

    private SpoolSlotLock(Path file, String claim, FileChannel channel, @Nullable Object identity) {
        this.file = file;
        this.claim = claim;
        this.channel = channel;
        this.identity = identity;
    }

    /**
     * Locks the existing directory of a slot.
     *
     * @return null if another spool has it
     * @throws IOException if the file system cannot lock
     */
    static @Nullable SpoolSlotLock tryAcquire(Path directory) throws IOException {
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
        createIfMissing(file);
        Object before = identity(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            // Its last owner may have deleted the file before it was locked: such a lock excludes nobody.
            locked = channel.tryLock() != null && Objects.equals(before, identity(file));
        } catch (OverlappingFileLockException e) {
            return null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? new SpoolSlotLock(file, claim, channel, before) : null;
    }

    /** Returns whether the locked file is still the one at its path: a removed one excludes nobody. */
    boolean isThere() {
        try {
            return Objects.equals(identity, identity(file));
        } catch (NoSuchFileException e) {
            return false;
        } catch (AccessDeniedException e) {
            // Hidden, not gone.
            return true;
        } catch (IOException e) {
            return Files.isDirectory(file.resolveSibling("."));
        }
    }

    /** Deletes the file while it is locked: after the release it could belong to another process. */
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

    private static void createIfMissing(Path file) throws IOException {
        try {
            OwnerOnlyFiles.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Its creator may have ended: only the lock shows whether the slot is in use.
            return;
        }
    }

    /** Returns the inode, or null on file systems without; those do not delete a file in use. */
    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
