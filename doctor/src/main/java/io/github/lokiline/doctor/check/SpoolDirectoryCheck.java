package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.server.FailureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the spool directory is writable. Stateless. Writes nothing, because the directory belongs to the
 * application.
 */
final class SpoolDirectoryCheck implements Check {

    @Override
    public String name() {
        return "spool";
    }

    @Override
    public boolean isPrerequisite() {
        return false;
    }

    @Override
    public Finding examine(CheckContext context) {
        String text = context.target().delivery().spoolDirectory();
        if (text.isEmpty()) {
            return Finding.skipped("no spoolDirectory: entries are kept in memory while Loki is unavailable");
        }
        try {
            return examine(Path.of(text).toAbsolutePath());
        } catch (InvalidPathException | IOException e) {
            return Finding.fail("spoolDirectory " + text + ": " + FailureText.text(e), "specify another directory");
        }
    }

    private static Finding examine(Path directory) throws IOException {
        Path existing = existing(directory);
        if (existing == null || !Files.isDirectory(existing)) {
            return Finding.fail(
                    "spoolDirectory " + directory + ": " + existing + " is not a directory",
                    "specify a directory that is used for nothing else");
        }
        if (!Files.isWritable(existing)) {
            return Finding.fail(
                    "spoolDirectory " + directory + ": " + System.getProperty("user.name")
                            + " has no permission to write to " + existing,
                    "grant the application's user the permission, or mount a volume");
        }
        long freeMegabytes = Files.getFileStore(existing).getUsableSpace() >> 20;
        return Finding.ok("spoolDirectory " + directory + " is writable, " + freeMegabytes + " MB free");
    }

    /** Returns the directory, or its nearest existing ancestor. */
    private static @Nullable Path existing(Path directory) {
        Path at = directory;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }
}
