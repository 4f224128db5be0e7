package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one segment. Owned by the spool's thread. The file is opened on demand and closed when it is neither read
 * nor written: a spool may have hundreds of segments, and file descriptors are limited.
 *
 * <p>Not a {@link java.nio.channels.FileChannel}: an interrupt would close it, and it would keep a direct buffer as
 * large as the largest body.
 */
final class SegmentFile {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;
    private long bytes;
    private @Nullable RandomAccessFile file;

    /** A part of the file, so that a scan of small records reads the file once per 64 KB. Dropped with the open file. */
    private byte[] buffer = new byte[0];

    private long bufferAt;
    private int buffered;

    private SegmentFile(Path path, long bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    static SegmentFile create(Path path) throws IOException {
        OwnerOnlyFiles.createFile(path);
        return new SegmentFile(path, 0);
    }

    static SegmentFile existing(Path path) throws IOException {
        return new SegmentFile(path, Files.size(path));
    }

    Path path() {
        return path;
    }

    /** Returns the committed length; a failed write may have left more bytes. */
    long bytes() {
        return bytes;
    }

    /** Writes behind the last committed byte. {@link #grow} commits. */
    void write(byte[] front, byte[] body) throws IOException {
        RandomAccessFile target = opened(bytes);
        target.write(front);
        target.write(body);
    }

    void grow(long by) {
        bytes += by;
    }

    /** Removes uncommitted bytes. */
    void cutBack() throws IOException {
        opened(bytes).setLength(bytes);
    }

    /** Reads up to {@code count} bytes at {@code at} and returns how many there were. */
    int read(long at, byte[] target, int count) throws IOException {
        RandomAccessFile source = opened(at);
        int filled = 0;
        while (filled < count) {
            int more = source.read(target, filled, count - filled);
            if (more < 0) {
                return filled;
            }
            filled += more;
        }
        return filled;
    }

    /**
     * Buffers {@code wanted} bytes at {@code at}, or all up to the end if there are fewer.
     *
     * @param wanted at most {@value #BUFFER_BYTES}
     * @return the number of buffered bytes from {@code at} on
     */
    int load(long at, int wanted) throws IOException {
        if (at < bufferAt || Math.min(bytes, at + wanted) > bufferAt + buffered) {
            buffer = buffer.length == 0 ? new byte[BUFFER_BYTES] : buffer;
            buffered = 0;
            buffered = read(at, buffer, (int) Math.max(0, Math.min(BUFFER_BYTES, bytes - at)));
            bufferAt = at;
        }
        return (int) Math.max(0, bufferAt + buffered - at);
    }

    byte[] buffer() {
        return buffer;
    }

    /** Returns where in {@link #buffer} the byte at {@code at} is. */
    int indexOf(long at) {
        return (int) (at - bufferAt);
    }

    boolean isDone(long recordAt) throws IOException {
        return opened(recordAt + RecordHeader.STATE_AT).read() == (RecordHeader.DONE & 0xFF);
    }

    void markDone(long recordAt) throws IOException {
        long at = recordAt + RecordHeader.STATE_AT;
        opened(at).write(RecordHeader.DONE);
        if (at >= bufferAt && at < bufferAt + buffered) {
            buffer[indexOf(at)] = RecordHeader.DONE;
        }
    }

    void force() throws IOException {
        opened(bytes).getFD().sync();
    }

    /** Closes the file, which the next access opens again. */
    void close() throws IOException {
        RandomAccessFile open = file;
        file = null;
        buffer = new byte[0];
        buffered = 0;
        if (open != null) {
            open.close();
        }
    }

    private RandomAccessFile opened(long at) throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            if (!Files.exists(path)) {
                // The mode "rw" would create an empty one.
                throw new NoSuchFileException(path.toString());
            }
            open = new RandomAccessFile(path.toFile(), "rw");
            file = open;
        }
        open.seek(at);
        return open;
    }
}
