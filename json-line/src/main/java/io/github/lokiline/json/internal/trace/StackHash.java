package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.trace.FrameCache.RenderedFrame;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.List;

/**
 * A number for the location of a failure, to group and count failures by. Stateless.
 *
 * <p>Computed from the classes and methods of an exception and its causes. Messages, which differ from event to event,
 * line numbers, which change with every release, and generated names of lambdas, proxies and accessors do not count. The
 * methods of a recursion count once, however deep it was.
 *
 * <p>FNV-1a, 32 bits, over names; the constants are those of its specification.
 */
final class StackHash {
    private static final int BASIS = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    /** The most methods of a recursion that is detected. */
    private static final int MEMORY = 8;

    private static final List<String> PASSING =
            List.of("jdk.internal.reflect.", "sun.reflect.", "java.lang.invoke.", "jdk.proxy", "com.sun.proxy.");
    private static final List<String> GENERATED = List.of("$$", "$ByteBuddy$", "$HibernateProxy$", "$MockitoMock$");

    private StackHash() {}

    /** Returns the hash of a chain whose first element is the logged exception. */
    static int of(ThrowableChain blocks, FrameCache texts, Utf8JsonWriter out) {
        int hash = BASIS;
        for (int i = 0; i < blocks.size(); i++) {
            ThrowableBlock block = blocks.get(i);
            if (block.depth() == 0 && block.role() != ThrowableBlock.Role.GAP && !block.isCircular()) {
                hash = (hash ^ name(ThrowableHeader.name(block.thrown()), BASIS)) * PRIME;
                hash = (hash ^ frames(block, texts, out)) * PRIME;
            }
        }
        return hash;
    }

    /** Returns a sum, which does not depend on the method in which a recursion ended. */
    private static int frames(ThrowableBlock block, FrameCache texts, Utf8JsonWriter out) {
        int[] latest = new int[MEMORY];
        int sum = 0;
        int own = block.ownFrames();
        for (int i = 0, next = 0; i < own; i++) {
            RenderedFrame text = texts.of(block.frames()[i], out);
            if (text.hash() != 0 && !(i > 0 && text.excluded()) && !contains(latest, text.hash())) {
                latest[next++ % MEMORY] = text.hash();
                sum += text.hash();
            }
        }
        return sum;
    }

    private static boolean contains(int[] hashes, int hash) {
        for (int known : hashes) {
            if (known == hash) {
                return true;
            }
        }
        return false;
    }

    /** Returns the hash of a frame; 0 for frames that come and go while the JVM warms up. */
    static int of(StackTraceElement frame) {
        String className = frame.getClassName();
        for (String passing : PASSING) {
            if (className.startsWith(passing)) {
                return 0;
            }
        }
        int hash = name(frame.getMethodName(), (name(className, BASIS) ^ '.') * PRIME);
        return hash == 0 ? 1 : hash;
    }

    static void write(int hash, Utf8JsonWriter out) {
        out.separate();
        out.put('"');
        for (int shift = 28; shift >= 0; shift -= 4) {
            out.put(Character.forDigit(hash >>> shift & 15, 16));
        }
        out.put('"');
    }

    /** Hashes a name up to its generated part and without its numbers: {@code Svc$$Lambda$14/0x7f}, {@code lambda$run$3}. */
    private static int name(String name, int start) {
        int hash = start;
        boolean counted = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/' || (c == '$' && isGenerated(name, i))) {
                return hash;
            }
            counted |= c == '$';
            if (!counted || c < '0' || c > '9') {
                hash = (hash ^ c) * PRIME;
            }
        }
        return hash;
    }

    private static boolean isGenerated(String name, int at) {
        for (String mark : GENERATED) {
            if (name.startsWith(mark, at)) {
                return true;
            }
        }
        return false;
    }
}
