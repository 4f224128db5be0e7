package io.github.lokiline.spring.internal;

import io.github.lokiline.json.spi.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Reads the properties below a prefix from all of Spring's sources, as the texts that Logback's XML would contain.
 * Immutable.
 *
 * <pre>
 * lokiline.labels.team: a        labels       "service_name=orders\nteam=a"
 * lokiline.header[0]: "A: b"     header       "A: b"
 * LOKILINE_BATCHMAXWAIT=2s       batchMaxWait "2s"
 * </pre>
 */
public final class EnvironmentProperties {
    private static final Pattern UNSET = Pattern.compile("\\$\\{([^{}:]+)[^{}]*}");

    private final String prefix;
    private final Binder binder;
    private final Environment environment;

    public EnvironmentProperties(String prefix, Environment environment) {
        this.prefix = prefix;
        this.environment = environment;
        this.binder = new Binder(ConfigurationPropertySources.get(environment), value -> resolved(value, environment));
    }

    /**
     * Resolves placeholders. An undefined variable becomes {@code NAME_IS_UNDEFINED}, as in Logback, which every
     * property reports with the variable's name. Spring itself would throw, and the application would not start.
     */
    private static @Nullable Object resolved(@Nullable Object value, Environment environment) {
        return value instanceof String text
                ? UNSET.matcher(environment.resolvePlaceholders(text)).replaceAll("$1_IS_UNDEFINED")
                : value;
    }

    @Nullable
    String text(String name) {
        return binder.bind(prefix + "." + name, String.class).orElse(null);
    }

    /**
     * Returns the values of a property: none, one, or the elements of a list. A map becomes one text with one {@code
     * key=value} a line.
     */
    List<String> values(String name) {
        List<String> texts = texts(name);
        return texts.isEmpty() ? lines(map(name)) : texts;
    }

    /** Returns the labels. Spring reads LOKILINE_LABELS_SERVICE_NAME as labels.service.name; a label contains no dot. */
    List<String> labels() {
        List<String> texts = texts("labels");
        if (!texts.isEmpty()) {
            return texts;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        map("labels").forEach((name, value) -> labels.put(name.replace('.', '_'), value));
        return lines(labels);
    }

    /** Returns a text or the elements of a list; empty for a map. */
    private List<String> texts(String name) {
        String text = text(name);
        Map<Boolean, List<ConfigurationPropertyName>> children = children(name);
        List<ConfigurationPropertyName> entries = children.getOrDefault(false, List.of());
        if (!entries.isEmpty() && (text != null || children.containsKey(true))) {
            throw new UnreadablePropertyException(prefix + "." + name + ": given as a text or a list, and as a map by "
                    + entries.get(0) + "; write all entries in one form");
        }
        return text != null ? List.of(text) : entries.isEmpty() ? list(name) : List.of();
    }

    /** Returns the names below a property: true for the elements of a list, false for the entries of a map. */
    private Map<Boolean, List<ConfigurationPropertyName>> children(String name) {
        ConfigurationPropertyName property = ConfigurationPropertyName.of(prefix + "." + name);
        int depth = property.getNumberOfElements();
        return names().filter(property::isAncestorOf)
                .collect(Collectors.groupingBy(child -> child.isNumericIndex(depth)));
    }

    private List<String> list(String name) {
        try {
            return binder.bind(prefix + "." + name, Bindable.listOf(String.class))
                    .orElse(List.of());
        } catch (BindException e) {
            throw new UnreadablePropertyException(e.getName()
                    + ": the value must be a text, a list of texts or a map of texts;" + " write for example "
                    + e.getName() + ".env: prod, or a list of quoted texts (- \"env=prod\")");
        }
    }

    private Stream<ConfigurationPropertyName> names() {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .flatMap(source -> ((IterableConfigurationPropertySource) source).stream());
    }

    /** Returns the values, comma-separated; empty if there is none. */
    public String joined(String name) {
        return String.join(",", values(name));
    }

    Map<String, String> map(String name) {
        return binder.bind(prefix + "." + name, Bindable.mapOf(String.class, String.class))
                .map(bound -> (Map<String, String>) new LinkedHashMap<>(bound))
                .orElse(Map.of());
    }

    private static List<String> lines(Map<String, String> map) {
        String lines = map.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? List.of() : List.of(lines);
    }

    /** Reports each name below the prefix that is not a known property. */
    public void warnUnknown(Collection<String> known, Consumer<String> warnings) {
        for (String name : unknown(known)) {
            String last = name.substring(name.lastIndexOf('.') + 1);
            warnings.accept(name + ": unknown property, ignored; "
                    + NearestName.of(last, known)
                            .map(nearest -> "did you mean " + prefix + "." + nearest + "?")
                            .orElseGet(() -> "the known properties are "
                                    + String.join(", ", known.stream().sorted().toList())));
        }
    }

    /**
     * Returns the names directly below the prefix that are not {@code known}, compared with Spring's relaxed binding.
     */
    List<String> unknown(Iterable<String> known) {
        ConfigurationPropertyName root = ConfigurationPropertyName.of(prefix);
        List<ConfigurationPropertyName> names = new ArrayList<>();
        known.forEach(name -> names.add(root.append(name)));
        return names().filter(root::isAncestorOf)
                .map(name -> name.chop(root.getNumberOfElements() + 1))
                .filter(name -> !names.contains(name))
                .map(ConfigurationPropertyName::toString)
                .distinct()
                .sorted()
                .toList();
    }
}
