package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.http.PushResponse;
import java.util.regex.Pattern;

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
            return "no answer (" + response.body() + ")";
        }
        String start = response.body().substring(0, Math.min(response.body().length(), 4 * MAX_CHARS));
        String withoutLabels = LABEL_SET.matcher(start).replaceAll("{…}");
        String withoutValues =
                QUOTED.matcher(withoutLabels).replaceAll(quoted -> quoted.group(1) == null ? "'…'" : quoted.group());
        String text = UNPRINTABLE.matcher(withoutValues).replaceAll(" ").trim();
        String shown = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text;
        return "status " + response.status() + (shown.isEmpty() ? "" : ", " + shown);
    }
}
