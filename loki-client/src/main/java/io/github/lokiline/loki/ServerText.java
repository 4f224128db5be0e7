package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.http.Response;
import java.util.regex.Pattern;

/** What may be shown of an answer: its status and a short beginning, without the label values it repeats. Stateless. */
final class ServerText {

    private static final int MAX_CHARS = 256;

    private static final Pattern LABEL_SET = Pattern.compile("\\{[^}]*}?");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");

    private ServerText() {}

    static String excerpt(Response response) {
        if (response.status() == 0) {
            return "no answer (" + response.body() + ")";
        }
        String start = response.body().substring(0, Math.min(response.body().length(), 4 * MAX_CHARS));
        String text = UNPRINTABLE
                .matcher(LABEL_SET.matcher(start).replaceAll("{…}"))
                .replaceAll(" ")
                .trim();
        String shown = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text;
        return "status " + response.status() + (shown.isEmpty() ? "" : ", " + shown);
    }
}
