package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.http.PushResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a response that may be shown: its status and a short beginning, without the label values it repeats. Stateless. */
final class ResponseExcerpt {
    private static final int MAX_CHARS = 256;

    private static final Pattern LABEL_SET = Pattern.compile("\\{(?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*+\"?)*+}?");
    /** Text in single quotes is a value, unless it is a number: {@code limit: '65536'}. */
    private static final Pattern QUOTED = Pattern.compile("'(\\d+)'|'[^']*'?");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");

    private ResponseExcerpt() {}

    static String excerpt(PushResponse response) {
        if (response.status() == 0) {
            return "no answer (" + response.body() + reason(response.failure()) + ")";
        }
        String start = response.body().substring(0, Math.min(response.body().length(), 4 * MAX_CHARS));
        String withoutLabels = LABEL_SET.matcher(start).replaceAll("{…}");
        String withoutValues =
                QUOTED.matcher(withoutLabels).replaceAll(quoted -> quoted.group(1) == null ? "'…'" : quoted.group());
        String text = UNPRINTABLE.matcher(withoutValues).replaceAll(" ").trim();
        String shown = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text;
        return "status " + response.status() + (shown.isEmpty() ? "" : ", " + shown);
    }

    /** Returns the text of a failure of the network; any other exception might quote a header, which may be a secret. */
    private static String reason(@Nullable Throwable failure) {
        for (Throwable at = failure; at instanceof IOException; at = at.getCause()) {
            if (at.getMessage() != null) {
                String text =
                        UNPRINTABLE.matcher(at.getMessage()).replaceAll(" ").trim();
                return ": " + (text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text);
            }
        }
        return "";
    }
}
