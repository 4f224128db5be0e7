package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.config.ExtraFieldsConfig;
import io.github.lokiline.json.internal.config.ExtraFieldsConfig.Source;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.KeyFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the sources of extras together, so that what is off is not there at all. Owned by the thread that starts the
 * encoder.
 *
 * @param <E> the framework's event
 */
public final class FieldSourcesFactory<E> {
    private final EventAccessor<E> view;
    private final ExtraFieldsConfig rules;
    private final BoundedFieldWriter writer;
    private final FieldNameCache.Rules line;
    private final FieldNameCache.Rules beside;
    private final FieldNameCache plain;
    private final List<FieldSource<E>> chosen = new ArrayList<>();
    private int objects = 1;

    /**
     * An assembly.
     *
     * @param view shows the events
     * @param rules which extras, and how they stand
     * @param line what names beside the line's own fields are held to
     * @param writer writes one extra
     */
    public FieldSourcesFactory(
            EventAccessor<E> view, ExtraFieldsConfig rules, FieldNameCache.Rules line, BoundedFieldWriter writer) {
        this.view = view;
        this.rules = rules;
        this.writer = writer;
        this.line = line;
        this.beside = rules.field() == null ? line : line.inGroup(innerGroups());
        this.plain = new FieldNameCache(beside, KeyFilter.ALL);
    }

    /** The sources, with these static fields by the name shown. */
    public FieldSources<E> sources(Map<String, @Nullable Object> statics) {
        StaticFieldSource<E> constants =
                new StaticFieldSource<>(statics, new FieldNameCache(line, KeyFilter.ALL), writer.values());
        List<FieldSource<E>> inLine = new ArrayList<>();
        if (constants.bytes() > 0) {
            inLine.add(constants);
        }
        if (rules.field() == null) {
            addAll(inLine);
        } else {
            int object = objects++;
            List<FieldSource<E>> grouped = new ArrayList<>();
            addAll(grouped);
            inLine.add(group(rules.field(), grouped, innerGroups(), object));
        }
        return new FieldSources<>(
                List.copyOf(inLine), List.copyOf(chosen), everywhere(), line.builtIn(), objects, constants.bytes());
    }

    private void addAll(List<FieldSource<E>> sources) {
        List<FieldSource<E>> properties =
                on(Source.CONTEXT, new LoggerContextSource<>(view, names(Source.CONTEXT, null), writer));
        List<FieldSource<E>> mdc = on(Source.MDC, new MdcSource<>(view, names(Source.MDC, rules.mdcField()), writer));
        List<FieldSource<E>> keyValues = on(
                Source.KEY_VALUES,
                new KeyValueSource<>(view, names(Source.KEY_VALUES, rules.keyValuesField()), writer));
        List<FieldSource<E>> call = List.of(call());
        List.of(properties, mdc, keyValues, call).forEach(chosen::addAll);
        sources.addAll(properties);
        if (rules.mdcField() != null && rules.mdcField().equals(rules.keyValuesField())) {
            List<FieldSource<E>> both = new ArrayList<>(mdc);
            both.addAll(keyValues);
            add(rules.mdcField(), both, sources);
        } else {
            add(rules.mdcField(), mdc, sources);
            add(rules.keyValuesField(), keyValues, sources);
        }
        sources.addAll(call);
    }

    private List<FieldSource<E>> on(Source source, FieldSource<E> made) {
        return isOn(source) ? List.of(made) : List.of();
    }

    private void add(@Nullable String field, List<FieldSource<E>> some, List<FieldSource<E>> sources) {
        if (field == null || some.isEmpty()) {
            sources.addAll(some);
        } else {
            sources.add(group(field, some, Set.of(), objects++));
        }
    }

    private NestedObjectSource<E> group(String field, List<FieldSource<E>> sources, Set<String> groups, int object) {
        return new NestedObjectSource<>(FieldName.plain(field, field, false), List.copyOf(sources), groups, object);
    }

    private ArgumentsSource<E> call() {
        return new ArgumentsSource<>(
                view,
                plain,
                writer,
                isOn(Source.ARGUMENTS) ? names(Source.ARGUMENTS, null) : null,
                isOn(Source.MARKERS) ? names(Source.MARKERS, null) : null);
    }

    /** A field that the format names takes its extra from any source, also from one that is off. */
    private List<FieldSource<E>> everywhere() {
        FieldNameCache all = new FieldNameCache(line.inGroup(Set.of()), KeyFilter.ALL);
        FieldNameCache markers = isOn(Source.MARKERS) ? names(Source.MARKERS, null) : all;
        return List.of(
                new LoggerContextSource<>(view, all, writer),
                new MdcSource<>(view, all, writer),
                new KeyValueSource<>(view, all, writer),
                new ArgumentsSource<>(view, all, writer, all, markers));
    }

    private FieldNameCache names(Source source, @Nullable String field) {
        KeyFilter globs = rules.globs(source);
        if (field == null && globs.takesAll()) {
            return plain;
        }
        return new FieldNameCache(field == null ? beside : line.inGroup(Set.of()), globs);
    }

    private boolean isOn(Source source) {
        return !rules.globs(source).takesNone();
    }

    private Set<String> innerGroups() {
        return rules.innerGroups().keySet();
    }
}
