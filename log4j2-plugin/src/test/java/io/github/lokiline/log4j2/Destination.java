package io.github.lokiline.log4j2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;
import org.apache.logging.log4j.core.layout.ByteBufferDestinationHelper;

/** A way out of a layout, through a buffer that is too small. Owned by the test's thread. */
final class Destination implements ByteBufferDestination {
    private final ByteArrayOutputStream drained = new ByteArrayOutputStream();
    private final ByteBuffer buffer;

    Destination(int bufferBytes) {
        this.buffer = ByteBuffer.allocate(bufferBytes);
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return buffer;
    }

    @Override
    public ByteBuffer drain(ByteBuffer full) {
        full.flip();
        while (full.hasRemaining()) {
            drained.write(full.get());
        }
        full.clear();
        return full;
    }

    @Override
    public void writeBytes(ByteBuffer data) {
        ByteBufferDestinationHelper.writeToUnsynchronized(data, this);
    }

    @Override
    public void writeBytes(byte[] data, int offset, int length) {
        ByteBufferDestinationHelper.writeToUnsynchronized(data, offset, length, this);
    }

    byte[] bytes() {
        drain(buffer);
        return drained.toByteArray();
    }
}
