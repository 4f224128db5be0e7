package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.config.FieldLayout;
import io.github.lokiline.json.internal.config.FieldSlot;
import io.github.lokiline.json.internal.write.JsonBytes;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the line's own fields whose names have dots into objects, and the additional fields that belong to the same objects.
 * Immutable.
 *
 * <pre>{@code
 * {"log.level":"WARN","message":"hi","log.logger":"a.B","error.id":7,"error.type":"E"}
 * {"log":{"level":"WARN","logger":"a.B"},"message":"hi","error":{"id":7,"type":"E"}}
 * }</pre>
 *
 * <p>An object is where its first field was. A field keeps its dots from the part on that another field has as its name.
 */
public final class LineNester {
    /** The bytes that one object adds to the dot that it replaces: two quotes, a colon, two braces. */
    private static final int OBJECT_BYTES = 4;

    private final List<byte[]> objects;
    private final int growth;

    private LineNester(Set<String> names) {
        this.objects = objects(names.stream()).stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.growth = OBJECT_BYTES
                * (int) names.stream()
                        .flatMapToInt(String::chars)
                        .filter(c -> c == '.')
                        .count();
    }

    /** Returns the nester of a layout; null if none of its names has dots. */
    public static @Nullable LineNester of(FieldLayout layout) {
        Set<String> dotted = dotted(layout);
        return dotted.isEmpty() ? null : new LineNester(dotted);
    }

    /** Returns the names of the objects that a layout's fields are put into. */
    public static Set<String> objects(Stream<String> names) {
        Set<String> objects = new HashSet<>();
        names.filter(LineNester::isDotted).forEach(name -> objects.add(object(name)));
        return objects;
    }

    /** Returns the most bytes that the line's own fields grow by. */
    public int growth() {
        return growth;
    }

    /** Rewrites the JSON that begins at {@code start}. */
    public void apply(int start, Utf8JsonWriter out) {
        byte[] line = Arrays.copyOfRange(out.array(), start, out.position());
        List<Member> members = members(line);
        out.rollback(start);
        new Tree(line, out).write(members);
    }

    private static Set<String> dotted(FieldLayout layout) {
        Set<String> dotted = new HashSet<>(layout.statics().keySet());
        Stream.concat(layout.head().stream(), layout.tail().stream())
                .map(FieldSlot::shown)
                .forEach(dotted::add);
        if (layout.timestamp() != null) {
            dotted.add(layout.timestamp());
        }
        dotted.add(layout.truncated());
        dotted.add(layout.extrasError());
        dotted.removeIf(name -> !isDotted(name));
        return dotted;
    }

    private static boolean isDotted(String name) {
        return name.indexOf('.') > 0 && !name.endsWith(".") && !name.contains("..");
    }

    private static String object(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    private List<Member> members(byte[] line) {
        List<Member> members = new ArrayList<>();
        int at = 1;
        while (line[at] != '}') {
            int name = line[at] == ',' ? at + 2 : at + 1;
            int nameEnd = JsonBytes.endOfString(line, name - 1, line.length) - 1;
            at = JsonBytes.endOfValue(line, nameEnd + 2, line.length);
            members.add(new Member(name, nameEnd, at, isNested(line, name, nameEnd)));
        }
        return members;
    }

    private boolean isNested(byte[] line, int name, int nameEnd) {
        for (byte[] object : objects) {
            int end = name + object.length;
            if (end < nameEnd && line[end] == '.' && Arrays.equals(object, 0, object.length, line, name, end)) {
                return isDotted(new String(line, name, nameEnd - name, StandardCharsets.UTF_8));
            }
        }
        return false;
    }

    /**
     * A field of the line.
     *
     * @param name index of the first character of its name, or of the part of its name within its object
     * @param nameEnd index of the quote behind its name
     * @param end index behind its value
     * @param nested true if its dots are objects
     */
    private record Member(int name, int nameEnd, int end, boolean nested) {
        Member within(int dot) {
            return new Member(dot + 1, nameEnd, end, true);
        }
    }

    /** Writes the fields of a line as a tree. Owned by one call. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Tree(byte[] line, Utf8JsonWriter out) {
        void write(List<Member> members) {
            out.put('{');
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                int dot = dot(member, members);
                if (dot < 0) {
                    out.separate();
                    out.put('"');
                    out.raw(line, member.name, member.end);
                } else if (isFirst(member, dot, members.subList(0, i))) {
                    out.separate();
                    out.put('"');
                    out.raw(line, member.name, dot);
                    out.put('"');
                    out.put(':');
                    write(inside(member, dot, members.subList(i, members.size())));
                }
            }
            out.put('}');
        }

        /** Returns the index of the dot behind the member's object; -1 if it has none, or another field has its name. */
        private int dot(Member member, List<Member> siblings) {
            int dot = member.name;
            while (dot < member.nameEnd && line[dot] != '.') {
                dot++;
            }
            if (!member.nested || dot == member.nameEnd) {
                return -1;
            }
            for (Member sibling : siblings) {
                if (sibling.nameEnd - sibling.name == dot - member.name && startsAlike(sibling, member, dot)) {
                    return -1;
                }
            }
            return dot;
        }

        private boolean isFirst(Member member, int dot, List<Member> before) {
            return before.stream().noneMatch(other -> isBeside(other, member, dot));
        }

        private List<Member> inside(Member first, int dot, List<Member> members) {
            int length = dot - first.name;
            return members.stream()
                    .filter(member -> isBeside(member, first, dot))
                    .map(member -> member.within(member.name + length))
                    .toList();
        }

        private boolean isBeside(Member other, Member member, int dot) {
            return other.nested && startsAlike(other, member, dot + 1);
        }

        private boolean startsAlike(Member other, Member member, int end) {
            int length = end - member.name;
            return other.nameEnd - other.name >= length
                    && Arrays.equals(line, other.name, other.name + length, line, member.name, end);
        }
    }
}
