package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.config.ExtraFieldsConfig;
import io.github.lokiline.json.internal.config.ExtraFieldsConfig.Source;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.KeyFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates the sources of additional fields that a configuration has. Owned by the thread that starts the encoder. */
public final class FieldSourcesFactory<E> {
    private final EventAccessor<E> view;
    private final ExtraFieldsConfig config;
    private final FieldNameCache.Rules line;
    private final FieldNameCache.Rules beside;
    private final FieldNameCache plain;

    /**
     * The sources of an encoder's additional fields. Immutable.
     *
     * @param statics static fields that replace no built-in field: the same in every line
     * @param inLine the sources of a line's other fields, in order
     * @param lookups where the value of a field that the format names is searched, in order
     * @param builtIn names in the line that no additional field can have
     */
    public record Sources<E>(
            Map<FieldName, @Nullable Object> statics,
            List<FieldSource<E>> inLine,
            List<FieldSource<E>> lookups,
            Set<String> builtIn) {}

    public FieldSourcesFactory(EventAccessor<E> view, ExtraFieldsConfig config, FieldNameCache.Rules line) {
        this.view = view;
        this.config = config;
        this.line = line;
        this.beside = config.field() == null ? line : line.inGroup(innerObjects());
        this.plain = new FieldNameCache(beside, KeyFilter.ALL);
    }

    /** Creates the sources, with these static fields by the name shown. */
    public Sources<E> sources(Map<String, @Nullable Object> statics) {
        Map<FieldName, @Nullable Object> named = new LinkedHashMap<>();
        FieldNameCache names = new FieldNameCache(line, KeyFilter.ALL);
        statics.forEach((shown, value) -> named.put(names.constant(shown), value));
        FieldSource<E> properties = ContextSource.properties(view, names(Source.CONTEXT, null));
        FieldSource<E> mdc = ContextSource.mdc(
                view,
                names(Source.MDC, config.mdcField()),
                config.typedMdc() == null ? null : new TypedMdc(config.typedMdc()));
        FieldSource<E> keyValues = new KeyValueSource<>(view, names(Source.KEY_VALUES, config.keyValuesField()));
        FieldSource<E> arguments = new ArgumentsSource<>(
                view,
                plain,
                namesIfOn(Source.ARGUMENTS, null),
                namesIfOn(Source.MARKERS, null),
                config.argumentsAsText());
        List<FieldSource<E>> inLine = new ArrayList<>(on(Source.CONTEXT, properties));
        inLine.addAll(inObjects(on(Source.MDC, mdc), on(Source.KEY_VALUES, keyValues)));
        inLine.add(arguments);
        return new Sources<>(
                named,
                config.field() == null ? List.copyOf(inLine) : List.of(object(config.field(), inLine, innerObjects())),
                lookups(properties, mdc, keyValues, arguments),
                line.builtIn());
    }

    private List<FieldSource<E>> inObjects(List<FieldSource<E>> mdc, List<FieldSource<E>> keyValues) {
        if (config.mdcField() != null && config.mdcField().equals(config.keyValuesField())) {
            return inObject(config.mdcField(), joined(mdc, keyValues));
        }
        return joined(inObject(config.mdcField(), mdc), inObject(config.keyValuesField(), keyValues));
    }

    private List<FieldSource<E>> inObject(@Nullable String name, List<FieldSource<E>> sources) {
        return name == null || sources.isEmpty() ? sources : List.of(object(name, sources, Set.of()));
    }

    private FieldSource<E> object(String name, List<FieldSource<E>> sources, Set<String> objects) {
        return new FieldSource.NestedObject<>(FieldName.plain(name, name, false), List.copyOf(sources), objects);
    }

    /**
     * Returns where a field that the format names finds its value: first in the sources that are on, then in the others,
     * each time from the end if the last of several values is shown.
     */
    private List<FieldSource<E>> lookups(
            FieldSource<E> properties, FieldSource<E> mdc, FieldSource<E> keyValues, FieldSource<E> arguments) {
        FieldNameCache all = new FieldNameCache(line.inGroup(Set.of()), KeyFilter.ALL);
        FieldNameCache markers = namesIfOn(Source.MARKERS, null);
        List<FieldSource<E>> on = new ArrayList<>();
        List<FieldSource<E>> off = new ArrayList<>();
        (isOn(Source.CONTEXT) ? on : off).add(properties);
        (isOn(Source.MDC) ? on : off).add(mdc);
        (isOn(Source.KEY_VALUES) ? on : off).add(keyValues);
        on.add(arguments);
        off.add(new ArgumentsSource<>(view, all, all, markers == null ? all : markers, config.argumentsAsText()));
        if (config.showsLast()) {
            Collections.reverse(on);
            Collections.reverse(off);
        }
        return joined(on, off);
    }

    private List<FieldSource<E>> on(Source source, FieldSource<E> made) {
        return isOn(source) ? List.of(made) : List.of();
    }

    private @Nullable FieldNameCache namesIfOn(Source source, @Nullable String object) {
        return isOn(source) ? names(source, object) : null;
    }

    private FieldNameCache names(Source source, @Nullable String object) {
        KeyFilter filter = config.globs(source);
        if (object == null && filter.takesAll()) {
            return plain;
        }
        return new FieldNameCache(object == null ? beside : line.inGroup(Set.of()), filter);
    }

    private boolean isOn(Source source) {
        return !config.globs(source).takesNone();
    }

    private Set<String> innerObjects() {
        return config.innerGroups().keySet();
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
