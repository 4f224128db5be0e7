package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Other sources whose extras stand in an object of their own, which is left out where it would be empty. Thread-safe.
 *
 * @param <E> the framework's event
 */
final class NestedObjectSource<E> implements FieldSource<E> {
    private final FieldName name;
    private final List<FieldSource<E>> sources;
    private final Set<String> groups;
    private final int index;

    /**
     * The group.
     *
     * @param name the object's
     * @param sources what is in it
     * @param groups names of objects that are in it
     * @param index which of a writer's {@link UsedNames} are the object's
     */
    NestedObjectSource(FieldName name, List<FieldSource<E>> sources, Set<String> groups, int index) {
        this.name = name;
        this.sources = sources;
        this.groups = groups;
        this.index = index;
    }

    /** Its name is written even where the line has no room left: nothing then follows it, and it is taken back. */
    @Override
    public boolean write(E event, Utf8JsonWriter out, int end, UsedNames taken) {
        int mark = out.position();
        UsedNames inside = out.scratch().taken(index);
        out.member(name.member());
        out.put('{');
        int start = out.position();
        for (int i = 0; i < sources.size(); i++) {
            if (!sources.get(i).write(event, out, end - 1, inside)) {
                return false;
            }
        }
        if (out.position() == start) {
            out.rollback(mark);
        } else {
            out.put('}');
        }
        return true;
    }

    @Override
    public void merge(E event, LineState scratch, MergedFields into) {
        MergedFields inside = into.group(name, groups);
        for (FieldSource<E> source : sources) {
            inside.take(source, event, scratch);
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState scratch) {
        return null;
    }
}
