package io.github.lokiline.compatibility.artifacts;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The prose of a Markdown page; spaces replace the code in it, so that lines keep their numbers. Immutable. */
record PageProse(String name, String prose) {

    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`]*`");

    /** Results of the build, and a page that others wrote. */
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", "CODE_OF_CONDUCT.md");

    /** Returns the pages of the repository, sorted. */
    static List<PageProse> all() throws IOException {
        List<PageProse> pages = new ArrayList<>();
        Files.walkFileTree(Pom.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isLeftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md") && !isLeftOut(file)) {
                    pages.add(of(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages.stream().sorted(Comparator.comparing(PageProse::name)).toList();
    }

    private static boolean isLeftOut(Path path) {
        return LEFT_OUT.contains(path.getFileName().toString());
    }

    private static PageProse of(Path file) {
        String prose = CODE.matcher(MainSources.text(file))
                .replaceAll(code -> code.group().replaceAll("[^\n]", " "));
        return new PageProse(Pom.ROOT.relativize(file).toString(), prose);
    }

    /** Returns each match as {@code docs/files.md:12: word}. */
    Stream<String> places(Pattern words) {
        return words.matcher(prose).results().map(word -> name + ":" + lineOf(word.start()) + ": " + word.group());
    }

    private long lineOf(int index) {
        return prose.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
    }
}
