package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.wire.Utf8;

/** {@code | logfmt}: adds a label for each pair that has a value. Immutable. */
public record LogfmtStage() implements Stage {

    @Override
    public boolean keep(LogLine line) {
        LogfmtReader logfmt = new LogfmtReader(line.text());
        while (logfmt.next()) {
            if (!logfmt.value().isEmpty()) {
                line.extract(LogLine.labelName(logfmt.key()), Utf8.replaceRuneErrors(logfmt.value(), ' '));
            }
        }
        return true;
    }
}
