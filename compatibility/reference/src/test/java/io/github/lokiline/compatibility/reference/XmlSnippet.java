package io.github.lokiline.compatibility.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of XML on a page that users read. Immutable.
 *
 * @param name the page and the line where the block begins
 * @param element the first element's name
 */
record XmlSnippet(String name, String element, String text) {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```xml\n(.*?)^ *```");
    private static final Pattern ELEMENT = Pattern.compile("<(\\w+)");

    static List<XmlSnippet> all() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            docs.filter(page -> page.toString().endsWith(".md")), Stream.of(ROOT.resolve("README.md")))
                    .sorted()
                    .flatMap(XmlSnippet::of)
                    .toList();
        }
    }

    private static Stream<XmlSnippet> of(Path page) {
        String text;
        try {
            text = Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return BLOCK.matcher(text).results().map(block -> {
            Matcher element = ELEMENT.matcher(block.group(1));
            if (!element.find()) {
                throw new IllegalArgumentException(page + " has a block of XML without an element");
            }
            long line = text.substring(0, block.start()).lines().count() + 1;
            return new XmlSnippet(ROOT.relativize(page) + ":" + line, element.group(1), block.group(1));
        });
    }

    /** Other libraries' configuration, which a page shows as what it was before. */
    boolean isOfOthers() {
        return text.contains("com.github.loki4j") || text.contains("net.logstash");
    }

    boolean isOfLog4j() {
        return List.of("Configuration", "Console", "Loki").contains(element);
    }

    boolean isOfServlets() {
        return text.contains("<web-app");
    }

    boolean isOfMaven() {
        return element.equals("dependency");
    }

    @Override
    public String toString() {
        return name;
    }
}
