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
 * What Log4j's messages hold besides their text. Stateless.
 *
 * <p>A message that is a map has no text of its own: Log4j would make one of all its entries, secrets included. As in
 * python-json-logger its entry {@code message} is the text, which is else empty, and the others are fields.
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

    /** As {@link #text(Message)}; a message that Log4j uses again is filled into the room, where it costs no string. */
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

    /** Of a map that is the message Log4j's own format is the text of all entries. */
    @SuppressWarnings("deprecation") // since 2.26 Log4j asks for it by type of message, which tells no more
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

    /** Hands out the entries of a map that is the message, under whatever keys it has. */
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
     * What is written as fields is no argument as well: of a map message Log4j gives the values, secrets too. Nor is a
     * text that is the message, or the exception logged with it, which Log4j leaves among the arguments.
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

    /** The object that is the message. One that Log4j uses again tells so by having no format, also within its event. */
    @SuppressWarnings("deprecation") // the format of a message used again has no other way to it
    private static @Nullable Object parameter(@Nullable Message message) {
        if (message instanceof ObjectMessage object) {
            return object.getParameter();
        }
        if (message instanceof ReusableMessage reused) {
            return reused.getParameterCount() == 1 && reused.getFormat() == null ? reused.getParameters()[0] : null;
        }
        // What an AsyncAppender or a RewriteAppender hands on of such a message.
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

    /** Where the entry that is the text stands; past the end where there is none. */
    private static int textAt(IndexedReadOnlyStringMap entries) {
        int at = entries.indexOfKey(TEXT);
        return at < 0 ? entries.size() : at;
    }
}
