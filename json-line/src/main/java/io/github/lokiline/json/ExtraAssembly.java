package io.github.lokiline.json;

import io.github.lokiline.json.ExtraRules.Source;
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
final class ExtraAssembly<E> {
    private final RecordView<E> view;
    private final ExtraRules rules;
    private final ExtraWriter writer;
    private final Names.Rules line;
    private final Names.Rules beside;
    private final Names plain;
    private final List<ExtraSource<E>> chosen = new ArrayList<>();
    private int objects = 1;

    /**
     * An assembly.
     *
     * @param view shows the events
     * @param rules which extras, and how they stand
     * @param line what names beside the line's own fields are held to
     * @param writer writes one extra
     */
    ExtraAssembly(RecordView<E> view, ExtraRules rules, Names.Rules line, ExtraWriter writer) {
        this.view = view;
        this.rules = rules;
        this.writer = writer;
        this.line = line;
        this.beside = rules.field() == null ? line : line.inGroup(innerGroups());
        this.plain = new Names(beside, KeyGlobs.ALL);
    }

    /** The sources, with these static fields by the name shown. */
    ExtraSources<E> sources(Map<String, @Nullable Object> statics) {
        ConstantSource<E> constants = new ConstantSource<>(statics, new Names(line, KeyGlobs.ALL), writer.values());
        List<ExtraSource<E>> inLine = new ArrayList<>();
        if (constants.bytes() > 0) {
            inLine.add(constants);
        }
        if (rules.field() == null) {
            addAll(inLine);
        } else {
            int object = objects++;
            List<ExtraSource<E>> grouped = new ArrayList<>();
            addAll(grouped);
            inLine.add(group(rules.field(), grouped, innerGroups(), object));
        }
        return new ExtraSources<>(
                List.copyOf(inLine), List.copyOf(chosen), everywhere(), line.builtIn(), objects, constants.bytes());
    }

    private void addAll(List<ExtraSource<E>> sources) {
        List<ExtraSource<E>> properties =
                on(Source.CONTEXT, new PropertySource<>(view, names(Source.CONTEXT, null), writer));
        List<ExtraSource<E>> mdc =
                on(Source.MDC, new ContextSource<>(view, names(Source.MDC, rules.mdcField()), writer));
        List<ExtraSource<E>> keyValues = on(
                Source.KEY_VALUES,
                new KeyValueSource<>(view, names(Source.KEY_VALUES, rules.keyValuesField()), writer));
        List<ExtraSource<E>> call = List.of(call());
        List.of(properties, mdc, keyValues, call).forEach(chosen::addAll);
        sources.addAll(properties);
        if (rules.mdcField() != null && rules.mdcField().equals(rules.keyValuesField())) {
            List<ExtraSource<E>> both = new ArrayList<>(mdc);
            both.addAll(keyValues);
            add(rules.mdcField(), both, sources);
        } else {
            add(rules.mdcField(), mdc, sources);
            add(rules.keyValuesField(), keyValues, sources);
        }
        sources.addAll(call);
    }

    private List<ExtraSource<E>> on(Source source, ExtraSource<E> made) {
        return isOn(source) ? List.of(made) : List.of();
    }

    private void add(@Nullable String field, List<ExtraSource<E>> some, List<ExtraSource<E>> sources) {
        if (field == null || some.isEmpty()) {
            sources.addAll(some);
        } else {
            sources.add(group(field, some, Set.of(), objects++));
        }
    }

    private GroupSource<E> group(String field, List<ExtraSource<E>> sources, Set<String> groups, int object) {
        return new GroupSource<>(Name.plain(field, field, false), List.copyOf(sources), groups, object);
    }

    private CallSource<E> call() {
        return new CallSource<>(
                view,
                plain,
                writer,
                isOn(Source.ARGUMENTS) ? names(Source.ARGUMENTS, null) : null,
                isOn(Source.MARKERS) ? names(Source.MARKERS, null) : null);
    }

    /** A field that the format names takes its extra from any source, also from one that is off. */
    private List<ExtraSource<E>> everywhere() {
        Names all = new Names(line.inGroup(Set.of()), KeyGlobs.ALL);
        Names markers = isOn(Source.MARKERS) ? names(Source.MARKERS, null) : all;
        return List.of(
                new PropertySource<>(view, all, writer),
                new ContextSource<>(view, all, writer),
                new KeyValueSource<>(view, all, writer),
                new CallSource<>(view, all, writer, all, markers));
    }

    private Names names(Source source, @Nullable String field) {
        KeyGlobs globs = rules.globs(source);
        if (field == null && globs.takesAll()) {
            return plain;
        }
        return new Names(field == null ? beside : line.inGroup(Set.of()), globs);
    }

    private boolean isOn(Source source) {
        return !rules.globs(source).takesNone();
    }

    private Set<String> innerGroups() {
        return rules.innerGroups().keySet();
    }
}
