package io.github.lokiline.logback.loki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The pages of {@code docs/}, which tests hold to what they say. Stateless. */
final class Pages {
    private Pages() {}

    /** The code blocks of a language, in the order of the page. */
    static List<String> blocks(String page, String language) throws IOException {
        String text = Files.readString(Path.of("..", "docs", page));
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
