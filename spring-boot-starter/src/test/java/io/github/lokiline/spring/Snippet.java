package io.github.lokiline.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code on a page that users read. Immutable.
 *
 * @param name the page and the line where the block begins
 */
record Snippet(String name, String text) {

    private static final Path ROOT = Path.of("..");

    /** Returns the blocks of a language in {@code docs} and in the README. */
    static Stream<Snippet> of(String language) throws IOException {
        Pattern block = Pattern.compile("(?ms)^( *)```" + language + "\n(.*?)^ *```");
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                    docs.filter(page -> page.toString().endsWith(".md")).sorted(), Stream.of(ROOT.resolve("README.md")))
                    .flatMap(page -> of(page, block))
                    .toList()
                    .stream();
        }
    }

    private static Stream<Snippet> of(Path page, Pattern block) {
        String text;
        try {
            text = Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return block.matcher(text).results().map(found -> {
            long line = text.substring(0, found.start()).lines().count() + 1;
            String indented = found.group(2).replaceAll("(?m)^" + found.group(1), "");
            return new Snippet(ROOT.relativize(page) + ":" + line, indented);
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
