package io.github.lokiline.compatibility.frameworks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/frameworks}. A block that follows a line such as {@code `src/main/java/Orders.java`:} is a file of
 * the application. Immutable.
 *
 * @param files the text of each file by its path
 */
record FrameworkPage(Map<String, String> files) {

    private static final Pattern FILE = Pattern.compile("(?ms)`([^`\n]+)`:\n\n```\\w+\n(.*?)^```");

    static FrameworkPage of(String name) throws IOException {
        Matcher file = FILE.matcher(Files.readString(Path.of("..", "..", "docs", "frameworks", name + ".md")));
        Map<String, String> files = new TreeMap<>();
        while (file.find()) {
            files.put(file.group(1), file.group(2));
        }
        return new FrameworkPage(files);
    }

    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
