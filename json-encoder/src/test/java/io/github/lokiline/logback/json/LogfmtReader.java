package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses logfmt as strictly as Go's parsers, including Loki's: a key or an unquoted value ends at the first space, a
 * quoted value is unescaped as JSON. Anything doubtful is an error.
 */
final class LogfmtReader {
    private final String line;
    private int at;

    private LogfmtReader(String line) {
        this.line = line;
    }

    /** Returns the values by key; an unquoted {@code null} is null. */
    static Map<String, @Nullable String> read(String line) {
        assertThat(line).doesNotMatch("(?s).*[\\p{Cntrl}\u0080-\u009f\u2028\u2029].*");
        LogfmtReader reader = new LogfmtReader(line);
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        while (reader.at < line.length()) {
            String key = reader.until("[ =\"]");
            assertThat(key).as("key before %d in %s", reader.at, line).isNotEmpty();
            reader.expect('=');
            String value = reader.value();
            assertThat(fields).as(line).doesNotContainKey(key);
            fields.put(key, value);
            if (reader.at < line.length()) {
                reader.expect(' ');
            }
        }
        return fields;
    }

    private @Nullable String value() {
        if (at < line.length() && line.charAt(at) == '"') {
            int from = at++;
            while (line.charAt(at) != '"') {
                at += line.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
            return JsonMapper.shared().readValue(line.substring(from, at), String.class);
        }
        String bare = until(" ");
        assertThat(bare).as(line).isNotEmpty().doesNotContain("=", "\"");
        return bare.equals("null") ? null : bare;
    }

    private String until(String end) {
        int from = at;
        while (at < line.length() && !line.substring(at, at + 1).matches(end)) {
            at++;
        }
        return line.substring(from, at);
    }

    private void expect(char c) {
        assertThat(line.charAt(at)).as("character %d of %s", at, line).isEqualTo(c);
        at++;
    }
}
