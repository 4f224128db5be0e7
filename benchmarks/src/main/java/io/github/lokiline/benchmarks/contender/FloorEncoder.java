package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * A lower bound for encoders: the least code that writes the same line. Owned by one thread.
 *
 * <p>It escapes ASCII by a table into one reused array and copies the line out. It has no options, limits, redaction or
 * order of keys, and is wrong for anything but ASCII: a measure, not an encoder.
 */
public final class FloorEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] ASCTIME = ascii("{\"asctime\":\"");
    private static final byte[] LEVELNAME = ascii("\",\"levelname\":\"");
    private static final byte[] NAME = ascii("\",\"name\":\"");
    private static final byte[] MESSAGE = ascii("\",\"message\":\"");
    private static final byte[] THREAD_NAME = ascii("\",\"threadName\":\"");
    private static final byte[] TRACE = ascii(",\"exc_info\":\"");
    private static final byte[] AT = ascii("\\n\\tat ");
    private static final byte[] CAUSED_BY = ascii("\\nCaused by: ");
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final boolean[] PLAIN = new boolean[128];
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    static {
        for (char c = ' '; c < PLAIN.length; c++) {
            PLAIN[c] = c != '"' && c != '\\';
        }
    }

    private byte[] line = new byte[64 * 1024];
    private int end;
    private long second = Long.MIN_VALUE;
    private byte[] secondText = NOTHING;

    @Override
    public byte[] encode(ILoggingEvent event) {
        end = 0;
        raw(ASCTIME);
        time(event.getInstant());
        raw(LEVELNAME);
        text(event.getLevel().levelStr);
        raw(NAME);
        text(event.getLoggerName());
        raw(MESSAGE);
        text(event.getFormattedMessage());
        raw(THREAD_NAME);
        text(event.getThreadName());
        one('"');
        extras(event);
        trace(event.getThrowableProxy());
        one('}');
        one('\n');
        return Arrays.copyOf(line, end);
    }

    private void extras(ILoggingEvent event) {
        for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
            name(entry.getKey());
            quoted(entry.getValue());
        }
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        for (int i = 0; i < pairs.size(); i++) {
            name(pairs.get(i).key);
            Object value = pairs.get(i).value;
            if (value instanceof Number) {
                text(value.toString());
            } else {
                quoted(value.toString());
            }
        }
    }

    private void trace(IThrowableProxy top) {
        if (top == null) {
            return;
        }
        raw(TRACE);
        for (IThrowableProxy proxy = top; proxy != null; proxy = proxy.getCause()) {
            if (proxy != top) {
                raw(CAUSED_BY);
            }
            text(proxy.getClassName());
            message(proxy.getMessage());
            StackTraceElementProxy[] frames = proxy.getStackTraceElementProxyArray();
            for (int i = 0; i < frames.length - proxy.getCommonFrames(); i++) {
                raw(AT);
                text(frames[i].getSTEAsString().substring(3));
            }
        }
        one('"');
    }

    private void message(String message) {
        if (message != null) {
            one(':');
            one(' ');
            text(message);
        }
    }

    private void time(Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            secondText = ascii(SECONDS.format(time));
        }
        raw(secondText);
        int millis = time.getNano() / 1_000_000;
        one('.');
        one((char) ('0' + millis / 100));
        one((char) ('0' + millis / 10 % 10));
        one((char) ('0' + millis % 10));
        one('Z');
    }

    private void name(String name) {
        one(',');
        quoted(name);
        one(':');
    }

    private void quoted(String value) {
        one('"');
        text(value);
        one('"');
    }

    private void text(String value) {
        int length = value.length();
        reserve(6 * length);
        byte[] out = line;
        int at = end;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (PLAIN[c & 0x7f]) {
                out[at++] = (byte) c;
            } else {
                at = escape(c, out, at);
            }
        }
        end = at;
    }

    private static int escape(char c, byte[] out, int at) {
        out[at] = '\\';
        if (c == '"' || c == '\\') {
            out[at + 1] = (byte) c;
            return at + 2;
        }
        out[at + 1] = 'u';
        out[at + 2] = '0';
        out[at + 3] = '0';
        out[at + 4] = HEX[c >> 4 & 0xf];
        out[at + 5] = HEX[c & 0xf];
        return at + 6;
    }

    private void raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, line, end, bytes.length);
        end += bytes.length;
    }

    private void one(char c) {
        reserve(1);
        line[end++] = (byte) c;
    }

    private void reserve(int bytes) {
        if (line.length - end < bytes) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, end + bytes));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
