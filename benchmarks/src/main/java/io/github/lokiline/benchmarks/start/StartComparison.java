package io.github.lokiline.benchmarks.start;

import io.github.lokiline.benchmarks.figures.FigureTable;
import io.github.lokiline.benchmarks.sink.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts {@link StartCase} again and again: as it is, with a class data archive (AppCDS), and, from Java 25 on, with an AOT
 * cache; prints the median of each figure with the least and the most. Runs on the main thread.
 */
final class StartComparison {
    private static final String PLAIN = "-Xshare:auto";
    private static final int AOT_CACHES = 25;

    private final Path folder;
    private final String classPath;

    private StartComparison(Path folder) {
        this.folder = folder;
        this.classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(this::jar)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs the comparison; the argument is the number of starts of each kind, 15 by default. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 15 : Integer.parseInt(args[0]);
        System.out.println("| | classes | configure, ms | first event, ms |\n|---|---|---|---|");
        rows(rounds, Files.createTempDirectory("start")).forEach(System.out::println);
    }

    /** Returns a row of the table for each kind of start; the folder gets the archives. */
    static List<String> rows(int rounds, Path folder) throws IOException, InterruptedException {
        StartComparison comparison = new StartComparison(folder);
        List<String> rows = new ArrayList<>();
        for (Map.Entry<String, String> kind : comparison.kinds().entrySet()) {
            rows.add("| " + kind.getKey() + comparison.measured(kind.getValue(), rounds) + " |");
        }
        return rows;
    }

    /** Returns a jar of a folder, since the archives take no folders; a jar as it is. */
    private String jar(String entry) {
        if (!Files.isDirectory(Path.of(entry))) {
            return entry;
        }
        String jar =
                folder.resolve(Integer.toHexString(entry.hashCode()) + ".jar").toString();
        ToolProvider.findFirst("jar").orElseThrow().run(System.err, System.err, "cf", jar, "-C", entry, ".");
        return jar;
    }

    /** Returns the JVM's options by kind; makes the caches that they name. */
    private Map<String, String> kinds() throws IOException, InterruptedException {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("as it is", PLAIN);
        Path archive = folder.resolve("classes.jsa");
        start("-XX:ArchiveClassesAtExit=" + archive, "exit");
        kinds.put("AppCDS", "-XX:SharedArchiveFile=" + archive);
        if (Runtime.version().feature() >= AOT_CACHES) {
            Path cache = folder.resolve("classes.aot");
            start("-XX:AOTCacheOutput=" + cache, "exit");
            kinds.put("AOT cache", "-XX:AOTCache=" + cache);
        }
        return kinds;
    }

    private String measured(String options, int rounds) throws IOException, InterruptedException {
        FigureTable figures = new FigureTable();
        for (int round = 0; round < rounds; round++) {
            start(options).forEach(line -> figures.read(options, line));
        }
        return figures.names().stream()
                .map(name -> figures.range(name, options))
                .collect(Collectors.joining(" | ", " | ", ""));
    }

    private List<String> start(String options, String... arguments) throws IOException, InterruptedException {
        return JavaProcess.run(JavaProcess.command(options, classPath, StartCase.class, arguments));
    }
}
