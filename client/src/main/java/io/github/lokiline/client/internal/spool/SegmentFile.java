package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one segment. Owned by the spool's thread. The file is opened when it is needed and closed when nobody
 * reads or writes it: a spool has hundreds of segments, and a process only so many descriptors.
 *
 * <p>Not a {@link java.nio.channels.FileChannel}: an interrupt would close it, and it would keep a direct buffer as
 * large as the largest body.
 */
public final class SegmentFile {

    private final Path path;
    private long bytes;
    private @Nullable RandomAccessFile file;

    private SegmentFile(Path path, long bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    public static SegmentFile create(Path path) throws IOException {
        OwnerOnlyFiles.createFile(path);
        return new SegmentFile(path, 0);
    }

    public static SegmentFile existing(Path path) throws IOException {
        return new SegmentFile(path, Files.size(path));
    }

    public Path path() {
        return path;
    }

    /** The bytes that count; a write that failed may have left more. */
    public long bytes() {
        return bytes;
    }

    /** Writes behind the last byte. Nothing counts before {@link #grow}. */
    public void write(byte[] front, byte[] body) throws IOException {
        RandomAccessFile target = opened();
        target.seek(bytes);
        target.write(front);
        target.write(body);
    }

    void grow(long by) {
        bytes += by;
    }

    /** Cuts away what does not count. */
    public void cutBack() throws IOException {
        opened().setLength(bytes);
    }

    /** Fills {@code target} up to {@code count} bytes and gives how many there were. */
    int read(long at, byte[] target, int count) throws IOException {
        RandomAccessFile source = opened();
        source.seek(at);
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

    public boolean isDone(long recordAt) throws IOException {
        RandomAccessFile source = opened();
        source.seek(recordAt + RecordHeader.STATE_AT);
        return source.read() == (RecordHeader.DONE & 0xFF);
    }

    public void markDone(long recordAt) throws IOException {
        RandomAccessFile target = opened();
        target.seek(recordAt + RecordHeader.STATE_AT);
        target.write(RecordHeader.DONE);
    }

    public void force() throws IOException {
        opened().getFD().sync();
    }

    /** May be used again afterwards. */
    public void close() throws IOException {
        RandomAccessFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }

    private RandomAccessFile opened() throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            if (!Files.exists(path)) {
                // The mode "rw" would make an empty one.
                throw new NoSuchFileException(path.toString());
            }
            open = new RandomAccessFile(path.toFile(), "rw");
            file = open;
        }
        return open;
    }
}
