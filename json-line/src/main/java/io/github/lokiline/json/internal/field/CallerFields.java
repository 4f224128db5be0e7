package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import org.jspecify.annotations.Nullable;

/** The parts of a stack frame under the names that Python uses, null without a frame. Stateless. */
final class CallerFields {
    private CallerFields() {}

    /** Returns the file with the folders of its package: {@code com/acme/Svc.java}. */
    static @Nullable String path(@Nullable StackTraceElement frame) {
        String file = file(frame);
        if (frame == null || file == null) {
            return null;
        }
        String type = frame.getClassName();
        return type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + file;
    }

    static @Nullable String file(@Nullable StackTraceElement frame) {
        return frame == null ? null : frame.getFileName();
    }

    /** The file without its ending. */
    static @Nullable String module(@Nullable StackTraceElement frame) {
        String file = file(frame);
        return file == null || file.lastIndexOf('.') <= 0 ? file : file.substring(0, file.lastIndexOf('.'));
    }

    static @Nullable String method(@Nullable StackTraceElement frame) {
        return frame == null ? null : frame.getMethodName();
    }

    /** Writes the object that Google Cloud reads; there a line is a text. */
    static void location(@Nullable StackTraceElement frame, Utf8JsonWriter out) {
        if (frame == null) {
            out.nil();
            return;
        }
        out.beginObject();
        out.name("file").label(file(frame));
        out.name("line").label(frame.getLineNumber() < 0 ? null : Integer.toString(frame.getLineNumber()));
        out.name("function").label(frame.getClassName() + '.' + frame.getMethodName());
        out.endObject();
    }

    static void line(@Nullable StackTraceElement frame, Utf8JsonWriter out) {
        if (frame == null || frame.getLineNumber() < 0) {
            out.nil();
        } else {
            out.number(frame.getLineNumber());
        }
    }
}
