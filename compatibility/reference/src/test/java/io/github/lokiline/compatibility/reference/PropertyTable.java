package io.github.lokiline.compatibility.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The first table below a heading that has names, defaults and meanings. Immutable.
 *
 * <pre>{@code
 * | `connectTimeout`                     | `5 s`            | time to open a connection |
 * | `retryMinBackoff`, `retryMaxBackoff` | `500 ms`, `5 s`  | a default each            |
 * | `mdc`, `keyValues`                   | `all`            | one for all               |
 * }</pre>
 */
final class PropertyTable {
    /** Tests run in their module's folder, two levels below the root. */
    static final Path ROOT = Path.of("..", "..");

    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");

    private final List<Documented> properties;

    private PropertyTable(List<Documented> properties) {
        this.properties = List.copyOf(properties);
    }

    /** Reads the page's table below a heading that contains this text. */
    static PropertyTable of(String page, String heading) {
        return new PropertyTable(section(page, heading)
                .lines()
                .dropWhile(line -> !line.contains(" | default | "))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> row(line).stream())
                .toList());
    }

    /** Returns the page's text below a heading, up to the next heading of the same or a higher level. */
    static String section(String page, String heading) {
        String text = page(page);
        List<String> lines = text.lines().toList();
        int start = 0;
        while (!(lines.get(start).startsWith("#") && lines.get(start).contains(heading))) {
            start++;
        }
        String depth = lines.get(start).replaceAll(" .*", "");
        return lines.stream()
                .skip(start + 1L)
                .takeWhile(line -> !line.matches("#{1," + depth.length() + "} .*"))
                .collect(Collectors.joining("\n"));
    }

    static String page(String page) {
        try {
            return Files.readString(ROOT.resolve("docs").resolve(page));
        } catch (IOException e) {
            throw new AssertionError("no such page: " + page, e);
        }
    }

    List<Documented> properties() {
        return properties;
    }

    List<String> names() {
        return properties.stream().map(Documented::name).toList();
    }

    Documented get(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not documented: " + name));
    }

    private static List<Documented> row(String line) {
        List<String> cells =
                Arrays.stream(CELL.split(line, -1)).map(String::strip).toList();
        List<String> names = Documented.words(cells.get(1));
        List<String> defaults = List.of(cells.get(2).split(", ", -1));
        boolean isOneEach = defaults.size() == names.size();
        List<Documented> properties = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String fallback = isOneEach ? defaults.get(i) : cells.get(2);
            properties.add(new Documented(names.get(i), fallback, cells.get(3)));
        }
        return properties;
    }
}
