package io.github.lokiline.log4j2.internal;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.core.impl.MementoMessage;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ReusableMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.IndexedReadOnlyStringMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of Log4j's messages. Stateless.
 *
 * <p>A map message has no text of its own: Log4j would format all its entries, including secrets. As in
 * python-json-logger, the entry {@code message} is the text, which is empty without it, and the other entries are
 * fields.
 */
final class MessageFields {
    private static final String TEXT = "message";

    private MessageFields() {}

    static @Nullable String text(@Nullable Message message) {
        if (message instanceof MapMessage<?, ?> entries) {
            return text(entries);
        }
        Map<?, ?> map = object(message);
        if (map != null) {
            Object text = map.get(TEXT);
            return text == null ? "" : text.toString();
        }
        return message == null ? null : message.getFormattedMessage();
    }

    /**
     * Returns the text like {@link #text(Message)}; formats a reusable message into {@code room}, which creates no
     * string.
     */
    static @Nullable CharSequence text(@Nullable Message message, StringBuilder room) {
        if (message instanceof ReusableMessage reused && object(message) == null) {
            reused.formatTo(room);
            return room;
        }
        return text(message);
    }

    private static String text(MapMessage<?, ?> map) {
        Object text = map.getIndexedReadOnlyStringMap().getValue(TEXT);
        if (text != null) {
            return text.toString();
        }
        String format = map instanceof StructuredDataMessage structured ? structured.getFormat() : null;
        return format == null ? "" : format;
    }

    /** Returns the template. For a map message, Log4j's own format would be the text of all entries. */
    @SuppressWarnings(
            "deprecation") // since 2.26 Log4j expects a check of the message's type instead, which is less precise
    static @Nullable String template(@Nullable Message message) {
        String format = message == null || isFields(message) ? null : message.getFormat();
        return format == null ? text(message) : format;
    }

    static int entries(@Nullable Message message) {
        IndexedReadOnlyStringMap entries = map(message);
        return entries == null ? 0 : entries.size() - (textAt(entries) < entries.size() ? 1 : 0);
    }

    static @Nullable String key(@Nullable Message message, int index) {
        IndexedReadOnlyStringMap entries = map(message);
        return entries == null ? null : entries.getKeyAt(at(entries, index));
    }

    static @Nullable Object value(@Nullable Message message, int index) {
        IndexedReadOnlyStringMap entries = map(message);
        return entries == null ? null : entries.getValueAt(at(entries, index));
    }

    /** Passes on the entries of a map that is an object message, with keys of any type. */
    static void attached(@Nullable Message message, BiConsumer<String, @Nullable Object> sink) {
        Map<?, ?> map = object(message);
        if (map != null) {
            map.forEach((key, value) -> {
                if (!TEXT.equals(key)) {
                    sink.accept(String.valueOf(key), value);
                }
            });
        }
    }

    /**
     * Returns the arguments without the values that are written as fields: Log4j returns a map message's values,
     * including secrets. Also excluded are a text that is the message, and the logged exception, which Log4j leaves
     * among the arguments.
     */
    static @Nullable Object @Nullable [] arguments(@Nullable Message message, @Nullable Throwable thrown) {
        Object[] all = message == null || isFields(message) ? null : message.getParameters();
        if (message == null || all == null || all.length == 0 || isText(message, all)) {
            return null;
        }
        return thrown != null && all[all.length - 1] == thrown ? Arrays.copyOf(all, all.length - 1) : all;
    }

    @SuppressWarnings("deprecation") // as for the template
    private static boolean isText(Message message, @Nullable Object[] arguments) {
        return arguments.length == 1 && arguments[0] instanceof String text && text.equals(message.getFormat());
    }

    private static boolean isFields(Message message) {
        return message instanceof MapMessage || object(message) != null;
    }

    private static @Nullable Map<?, ?> object(@Nullable Message message) {
        return parameter(message) instanceof Map<?, ?> map ? map : null;
    }

    /**
     * Returns the object of an object message. A reusable message is detected by its missing format, also within its
     * event.
     */
    @SuppressWarnings("deprecation") // the only access to the format of a reusable message
    private static @Nullable Object parameter(@Nullable Message message) {
        if (message instanceof ObjectMessage object) {
            return object.getParameter();
        }
        if (message instanceof ReusableMessage reused) {
            return reused.getParameterCount() == 1 && reused.getFormat() == null ? reused.getParameters()[0] : null;
        }
        // An AsyncAppender or a RewriteAppender passes on such a copy of a reusable message.
        return message instanceof MementoMessage kept && kept.getFormat() == null ? only(kept.getParameters()) : null;
    }

    private static @Nullable Object only(@Nullable Object @Nullable [] parameters) {
        return parameters != null && parameters.length == 1 ? parameters[0] : null;
    }

    private static @Nullable IndexedReadOnlyStringMap map(@Nullable Message message) {
        return message instanceof MapMessage<?, ?> map ? map.getIndexedReadOnlyStringMap() : null;
    }

    private static int at(IndexedReadOnlyStringMap entries, int index) {
        return index < textAt(entries) ? index : index + 1;
    }

    /** Returns the index of the entry that is the text; an index past the end if there is none. */
    private static int textAt(IndexedReadOnlyStringMap entries) {
        int at = entries.indexOfKey(TEXT);
        return at < 0 ? entries.size() : at;
    }
}
