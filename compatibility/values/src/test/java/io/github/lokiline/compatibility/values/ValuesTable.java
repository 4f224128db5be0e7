package io.github.lokiline.compatibility.values;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the table of values in docs/encoder.md. Stateless. */
final class ValuesTable {
    private static final Path PAGE = Path.of("..", "..", "docs", "encoder.md");
    private static final String HEADING = "\n## Values\n";
    private static final Pattern BAR = Pattern.compile(" *\\| *");

    private ValuesTable() {}

    static List<Row> read() {
        try {
            String page = Files.readString(PAGE);
            String behind = page.substring(page.indexOf(HEADING) + HEADING.length());
            String section = behind.substring(0, behind.indexOf("\n## "));
            List<String> lines =
                    section.lines().filter(line -> line.startsWith("|")).toList();
            List<String> columns = cells(lines.get(0));
            return lines.stream().skip(2).map(line -> row(columns, cells(line))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(List<String> columns, List<String> cells) {
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byColumn.put(columns.get(i), cells.get(i));
        }
        return new Row(byColumn);
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.length() - 1).strip();
        return Stream.of(BAR.split(inner, -1)).map(ValuesTable::plain).toList();
    }

    private static String plain(String cell) {
        return cell.startsWith("`") && cell.endsWith("`") ? cell.substring(1, cell.length() - 1) : cell;
    }

    /** A row, by the names of its columns. */
    record Row(Map<String, String> cells) {
        String example() {
            return cells.getOrDefault("for example", "");
        }

        /** Returns the JSON in a place; the text for labels and metadata. */
        String expected(String place, boolean withoutJackson) {
            String bare = cells.getOrDefault("no Jackson", "");
            if (withoutJackson && !bare.equals("=")) {
                return bare;
            }
            String own = cells.getOrDefault(place, "");
            return own.equals("=") ? cells.getOrDefault("in the line", "") : own;
        }
    }
}
