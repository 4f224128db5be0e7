package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.server.FailureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Can the spool be written to? Stateless. It only looks: the directory is the application's. */
final class SpoolDirectoryCheck implements Check {

    @Override
    public String name() {
        return "spool";
    }

    @Override
    public boolean isNeeded() {
        return false;
    }

    @Override
    public Finding examine(CheckContext visit) {
        String text = visit.target().delivery().spoolDirectory();
        if (text.isEmpty()) {
            return Finding.skipped("no spoolDirectory: what Loki does not take waits in memory");
        }
        try {
            return examine(Path.of(text).toAbsolutePath());
        } catch (InvalidPathException | IOException e) {
            return Finding.fail("spoolDirectory " + text + ": " + FailureText.text(e), "name another directory");
        }
    }

    private static Finding examine(Path directory) throws IOException {
        Path existing = existing(directory);
        if (existing == null || !Files.isDirectory(existing)) {
            return Finding.fail(
                    "spoolDirectory " + directory + ": " + existing + " is no directory",
                    "name a directory of its own");
        }
        if (!Files.isWritable(existing)) {
            return Finding.fail(
                    "spoolDirectory " + directory + ": " + System.getProperty("user.name") + " may not write to "
                            + existing,
                    "give the application's user the right, or mount a volume there");
        }
        long freeMegabytes = Files.getFileStore(existing).getUsableSpace() >> 20;
        return Finding.ok("spoolDirectory " + directory + " can be written, " + freeMegabytes + " MB free");
    }

    /** The directory, or the nearest one above it that exists. */
    private static @Nullable Path existing(Path directory) {
        Path at = directory;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }
}
