package io.github.lokiline.json.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The rules of extras said once more, as plainly as possible and without a thought for speed, to check the encoder by.
 * Knows no limits in bytes, no secrets and no failures. Owned by one test.
 */
final class ExtraFieldsModel {
    private final Map<String, String> properties;
    private final Map<String, Object> line = new LinkedHashMap<>();
    private final Map<String, Object> beside;
    private final Set<String> builtIn;
    private final Set<String> objects = new java.util.HashSet<>();
    private final Set<String> seenInFormat = new java.util.HashSet<>();
    private final Map<String, String> renames;
    private final IdentityHashMap<Map<String, Object>, Map<String, Origin>> origins = new IdentityHashMap<>();
    private int left;
    private boolean truncated;

    /** An object of the line, to tell it from a value. */
    @SuppressWarnings("serial") // never written
    private static final class Inner extends LinkedHashMap<String, Object> {}

    private ExtraFieldsModel(Map<String, String> properties) {
        this.properties = properties;
        this.left = Integer.parseInt(properties.getOrDefault("maxExtras", "128"));
        this.renames = lines(properties.getOrDefault("renameFields", ""));
        boolean isTagged = "tagged".equals(properties.get("preset"));
        this.beside = isTagged ? new Inner() : line;
        this.builtIn = new java.util.HashSet<>();
        if (!isTagged) {
            builtIn.addAll(List.of("message", "exc_info", "truncated", "extras_error"));
        }
        for (String group : List.of("mdcField", "keyValuesField")) {
            if (properties.containsKey(group)) {
                builtIn.add(properties.get(group));
            }
        }
        lines(properties.getOrDefault("staticField", "")).keySet().stream()
                .filter(name -> "nest".equals(properties.get("dottedKeys")) && name.contains("."))
                .forEach(name -> objects.add(name.substring(0, name.indexOf('.'))));
        if (!isTagged) {
            builtIn.addAll(objects);
        }
    }

    /** The line of an event as ordered maps. */
    static Map<String, Object> line(Map<String, String> properties, TestEvent event) {
        ExtraFieldsModel model = new ExtraFieldsModel(properties);
        String placed = properties.get("format").equals("message") ? null : "a";
        model.line.put("message", "hi");
        if (placed != null) {
            if (model.beside == model.line) {
                model.builtIn.add(model.renames.getOrDefault("a", "a"));
            }
            model.line.put(model.renames.getOrDefault("a", "a"), model.valueInFormat(event));
        }
        lines(properties.getOrDefault("staticField", "")).forEach((key, value) -> {
            String shown = model.renames.getOrDefault(key, key);
            model.line.put(shown, value);
        });
        if (model.beside != model.line) {
            model.line.put("context", model.beside);
        }
        model.addAll(event, placed);
        prune(model.line);
        if (model.truncated) {
            model.line.put("truncated", true);
        }
        return model.objects.isEmpty() ? model.line : grouped(model.line, model.objects);
    }

    /** Puts the dotted names that begin with one of the objects into it; of an inner object, all. */
    private static Map<String, Object> grouped(Map<String, Object> flat, Set<String> objects) {
        Map<String, Object> grouped = new LinkedHashMap<>();
        flat.forEach((name, value) -> {
            String object = name.contains(".") ? name.substring(0, name.indexOf('.')) : "";
            boolean isNested = name.matches("[^.]+(\\.[^.]+)+") && (objects.isEmpty() || objects.contains(object));
            if (!isNested || flat.containsKey(object)) {
                grouped.put(name, value);
            } else if (!grouped.containsKey(object)) {
                Map<String, Object> inside = new LinkedHashMap<>();
                flat.forEach((other, inner) -> {
                    if (other.startsWith(object + ".") && other.matches("[^.]+(\\.[^.]+)+")) {
                        inside.put(other.substring(object.length() + 1), inner);
                    }
                });
                grouped.put(object, grouped(inside, Set.of()));
            }
        });
        return grouped;
    }

    private static void prune(Map<String, Object> object) {
        object.values().removeIf(value -> {
            if (value instanceof Inner inner) {
                prune(inner);
                return inner.isEmpty();
            }
            return false;
        });
    }

    private void addAll(TestEvent event, String placed) {
        for (Source source : sources(event)) {
            Map<String, Object> at = beside;
            if (source.group() != null && !source.globs().equals("none")) {
                at = inner(beside, source.group());
            }
            for (TestEvent.Pair pair : source.pairs()) {
                if (pair.key().equals(placed)) {
                    if (!source.globs().equals("none") && !seenInFormat.add("a") && isPolicy("suffix")) {
                        numbered(at, renames.getOrDefault("a", "a"), pair.value());
                    }
                } else if (rank(source.globs(), pair.key()) >= 0) {
                    add(at, pair.key(), pair.value());
                }
            }
        }
    }

    private void add(Map<String, Object> at, String key, Object value) {
        String free = renames.getOrDefault(key, key);
        boolean moved = false;
        while (isBuiltIn(at, free)) {
            free += "_";
            moved = true;
        }
        if (!"nest".equals(properties.get("dottedKeys")) || !free.matches("[^.]+(\\.[^.]+)+")) {
            put(at, free, new Origin(key, moved), value);
            return;
        }
        int dot = free.indexOf('.');
        while (dot >= 0) {
            Object there = at.get(free.substring(0, dot));
            if (isBuiltIn(at, free.substring(0, dot)) || (there != null && !(there instanceof Inner))) {
                break;
            }
            at = inner(at, free.substring(0, dot));
            free = free.substring(dot + 1);
            dot = free.indexOf('.');
        }
        put(at, free, new Origin(key, moved), value);
    }

    private void put(Map<String, Object> at, String name, Origin wanted, Object value) {
        String free = name;
        Origin origin = wanted;
        while (at.get(free) instanceof Inner || isBuiltIn(at, free) || isOfAnother(at, free, origin)) {
            free += "_";
            origin = new Origin(wanted.key(), true);
        }
        if (!at.containsKey(free)) {
            fresh(at, free, value);
            origins(at).put(free, origin);
        } else if (isPolicy("last")) {
            at.put(free, value);
            origins(at).put(free, origin);
        } else if (isPolicy("suffix")) {
            numbered(at, free, value);
        }
    }

    private boolean isOfAnother(Map<String, Object> at, String name, Origin origin) {
        Origin present = origins(at).getOrDefault(name, new Origin(name, false));
        return at.containsKey(name)
                && !isPolicy("suffix")
                && (origin.moved() || present.moved())
                && !origin.key().equals(present.key());
    }

    private Map<String, Origin> origins(Map<String, Object> at) {
        return origins.computeIfAbsent(at, absent -> new HashMap<>());
    }

    private void numbered(Map<String, Object> at, String name, Object value) {
        int number = 2;
        while (at.containsKey(name + "_" + number) || isBuiltIn(at, name + "_" + number)) {
            number++;
        }
        fresh(at, name + "_" + number, value);
    }

    private void fresh(Map<String, Object> at, String name, Object value) {
        if (left > 0) {
            left--;
            at.put(name, value);
        } else {
            truncated = true;
        }
    }

    private boolean isBuiltIn(Map<String, Object> at, String name) {
        return at == beside && builtIn.contains(name);
    }

    private boolean isPolicy(String policy) {
        return policy.equals(properties.getOrDefault("duplicateKeys", "last"));
    }

    private static Map<String, Object> inner(Map<String, Object> at, String name) {
        return (Inner) at.computeIfAbsent(name, absent -> new Inner());
    }

    private Object valueInFormat(TestEvent event) {
        List<Object> on = new ArrayList<>();
        List<Object> any = new ArrayList<>();
        for (Source source : sources(event)) {
            for (TestEvent.Pair pair : source.pairs()) {
                if (pair.key().equals("a")) {
                    any.add(pair.value());
                    if (!source.globs().equals("none")) {
                        on.add(pair.value());
                    }
                }
            }
        }
        List<Object> values = on.isEmpty() ? any : on;
        if (values.isEmpty()) {
            return null;
        }
        return values.get(isPolicy("last") ? values.size() - 1 : 0);
    }

    private List<Source> sources(TestEvent event) {
        List<TestEvent.Pair> arguments = new ArrayList<>();
        for (int i = 0; i < event.arguments.size(); i++) {
            arguments.add(new TestEvent.Pair("arg" + i, event.arguments.get(i)));
        }
        List<Object> tags = new ArrayList<>();
        for (String marker : event.markers) {
            if (rank(globs("markers"), marker) >= 0 && !tags.contains(marker)) {
                tags.add(marker);
            }
        }
        return List.of(
                new Source(globs("context"), null, sorted(event.properties, globs("context"))),
                new Source(globs("mdc"), properties.get("mdcField"), sorted(event.context, globs("mdc"))),
                new Source(globs("keyValues"), properties.get("keyValuesField"), event.keyValues),
                new Source(globs("arguments"), null, arguments),
                new Source("all", null, event.attached),
                new Source("all", null, tags.isEmpty() ? List.of() : List.of(new TestEvent.Pair("tags", tags))));
    }

    private String globs(String source) {
        String fallback = source.equals("mdc") || source.equals("keyValues") ? "all" : "none";
        return properties.getOrDefault(source, fallback);
    }

    private static List<TestEvent.Pair> sorted(Map<String, String> map, String globs) {
        List<TestEvent.Pair> pairs = new ArrayList<>();
        new TreeMap<>(map).forEach((key, value) -> pairs.add(new TestEvent.Pair(key, value)));
        pairs.sort(java.util.Comparator.comparing(pair -> rank(globs, pair.key())));
        return pairs;
    }

    private static int rank(String globs, String key) {
        if (globs.equals("none")) {
            return -1;
        }
        List<String> items = globs.equals("all") ? List.of("*") : List.of(globs.split(",", -1));
        List<String> included = new ArrayList<>(items);
        included.removeIf(glob -> glob.startsWith("!"));
        for (String glob : items) {
            if (glob.startsWith("!") && matches(glob.substring(1), key)) {
                return -1;
            }
        }
        for (int i = 0; i < included.size(); i++) {
            if (matches(included.get(i), key)) {
                return i;
            }
        }
        return included.isEmpty() ? 0 : -1;
    }

    private static boolean matches(String glob, String key) {
        return key.matches(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
    }

    private static Map<String, String> lines(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        text.lines()
                .forEach(line -> map.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return map;
    }

    /** The key of a field, and whether it is shown under another name because that was taken. */
    private record Origin(String key, boolean moved) {}

    private record Source(String globs, String group, List<TestEvent.Pair> pairs) {}
}
