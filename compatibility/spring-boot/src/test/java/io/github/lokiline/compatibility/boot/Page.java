package io.github.lokiline.compatibility.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the snippets of the documentation. */
final class Page {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(xml|yaml)\n(.*?)^```");

    private Page() {}

    /** Returns the blocks of XML and YAML. */
    static List<String> snippets(String page) throws IOException {
        String text = Files.readString(Path.of("..", "..", "docs", page));
        return BLOCK.matcher(text).results().map(block -> block.group(2)).toList();
    }

    /** Returns the first block that contains a text. */
    static String snippet(String page, String part) throws IOException {
        return snippets(page).stream()
                .filter(snippet -> snippet.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(page + " has no snippet with " + part));
    }
}
