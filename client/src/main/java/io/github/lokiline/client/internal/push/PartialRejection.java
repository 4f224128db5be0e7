package io.github.lokiline.client.internal.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from the text of a partial refusal how many entries Loki turned down, and why. Immutable.
 *
 * <pre>
 * 1 errors like: max entry size '262144' bytes exceeded …; 2 errors like: entry for stream '{…}' has timestamp too old: …
 * entry with timestamp … ignored, reason: 'entry too far behind, …',\nuser 'u', total ignored: 1 out of 3 for stream: {…}
 * </pre>
 *
 * @param reason a word for the ledger: {@code line_too_long}
 * @param entries how many
 */
record PartialRejection(String reason, long entries) {
    private static final Pattern GROUP = Pattern.compile("(\\d{1,9}) errors like: ");
    private static final Pattern TOTAL = Pattern.compile("total ignored: (\\d{1,9}) out of (\\d{1,9})");

    private static final List<PartialRejection.Text> TEXTS = List.of(
            new Text("line_too_long", "max entry size '"),
            new Text("too_far_behind", "entry too far behind"),
            new Text("out_of_order", "entry out of order"),
            new Text("too_old", "has timestamp too old"),
            new Text("too_new", "has timestamp too new"),
            new Text("metadata", "structured metadata"),
            new Text("labels", "label"),
            new Text("rate_limited", "rate limit exceeded"));

    private record Text(String reason, String part) {}

    /**
     * Returns the rejections in {@code answer}, never more than {@code batchEntries} in all. A rejection of the stream itself means every entry of the push, because a push holds one stream.
     */
    static List<PartialRejection> read(String answer, int batchEntries) {
        String body = answer.toLowerCase(Locale.ROOT);
        List<PartialRejection> refusals = new ArrayList<>();
        long left = batchEntries;
        List<MatchResult> groups = GROUP.matcher(body).results().toList();
        for (int i = 0; i < Math.max(1, groups.size()) && left > 0; i++) {
            // A text without groups is about one entry.
            long count = groups.isEmpty() ? 1 : Long.parseLong(groups.get(i).group(1));
            int start = groups.isEmpty() ? 0 : groups.get(i).end();
            int end = i + 1 < groups.size() ? groups.get(i + 1).start() : body.length();
            String text = body.substring(start, end);
            long refused = Math.min(left, concernsStream(text) ? batchEntries : countIn(text, count));
            refusals.add(new PartialRejection(reasonOf(text), refused));
            left -= refused;
        }
        long before = Math.min(left, refusedBefore(body, batchEntries));
        if (before > 0) {
            refusals.add(new PartialRejection("validation", before));
        }
        return refusals;
    }

    /**
     * Entries that were refused before an ingester refused others, whose text has replaced theirs: it shows how many reached it.
     */
    private static long refusedBefore(String body, long batchEntries) {
        Matcher total = TOTAL.matcher(body);
        return total.find() ? batchEntries - Long.parseLong(total.group(2)) : 0;
    }

    private static long countIn(String text, long grouped) {
        Matcher total = TOTAL.matcher(text);
        return total.find() ? Long.parseLong(total.group(1)) : grouped;
    }

    /** Label complaints refuse the stream; complaints about metadata, which begin alike, refuse one entry. */
    private static boolean concernsStream(String text) {
        return !text.contains("structured metadata")
                && (text.contains("has label ")
                        || text.contains("label names; limit")
                        || text.contains("duplicate label name")
                        || text.startsWith("error at least one label pair")
                        || text.startsWith("missing required labels")
                        || text.startsWith("error parsing labels"));
    }

    private static String reasonOf(String text) {
        for (Text known : TEXTS) {
            if (text.contains(known.part())) {
                return known.reason();
            }
        }
        return "validation";
    }
}
