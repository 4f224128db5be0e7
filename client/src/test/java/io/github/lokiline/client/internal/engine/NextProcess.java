package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.engine.DrivenPipeline.SentPush;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Shows what a kill of this process would cost: the next one works on a copy of its spool. */
final class NextProcess {

    private NextProcess() {}

    /** Returns the beginnings of the lines that it delivers, such as {@code line 17}. */
    static List<String> delivers(Path spool, Path scratch) throws IOException {
        DrivenPipeline next = DrivenPipeline.spooling(copy(spool, scratch), 32 << 20);
        while (next.pipeline.recover()) {
            next.move();
        }
        next.move();
        List<String> delivered = new ArrayList<>();
        while (next.inFlight() > 0) {
            next.answer(push -> {
                delivered.addAll(lines(push));
                return new PushResponse(204, "", 0);
            });
        }
        next.pipeline.end();
        return delivered;
    }

    private static Path copy(Path spool, Path scratch) throws IOException {
        Path copy = Files.createTempDirectory(scratch, "spool");
        try (Stream<Path> all = Files.walk(spool)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(spool.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy;
    }

    /** Returns the beginnings of the lines of a push. */
    static List<String> lines(SentPush push) {
        return PushRequestEncoder.entries(push.body()).stream()
                .map(entry -> new String(entry, StandardCharsets.ISO_8859_1))
                .map(text -> text.replaceFirst("(?s)^.*?(line \\d+|fine|behind it).*$", "$1"))
                .toList();
    }
}
