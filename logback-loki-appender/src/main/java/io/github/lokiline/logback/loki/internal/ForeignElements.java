package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.appender.AppenderOptions;
import io.github.lokiline.json.spi.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the elements of an appender that Logback ignored as unknown: those of loki4j and tjahzi are errors, because the
 * appender would deliver elsewhere than they say; for any other the nearest property is suggested. Immutable.
 */
public final class ForeignElements {
    private static final String URL = "<url>http://loki:3100</url>";
    private static final String LABELS = "<labels>service_name=orders</labels>, one name=value a line";
    private static final String ENCODER = "<encoder class=\"io.github.lokiline.logback.json.JsonEncoder\"/>";
    private static final String WAIT = "<batchMaxWait>1 s</batchMaxWait>";
    private static final String QUEUE = "<queueMaxBytes>32 MB</queueMaxBytes>";

    /** The elements of loki4j and of tjahzi, with those that replace them. */
    private static final Map<String, String> REPLACEMENTS = Map.ofEntries(
            Map.entry("http", URL + ", and <tenantId>, <username>, <password> beside it"),
            Map.entry("host", URL),
            Map.entry("port", URL),
            Map.entry("useSSL", "<url>https://loki:3100</url>"),
            Map.entry("logEndpoint", "<url>http://loki:3100/loki/api/v1/push</url>"),
            Map.entry("batch", "<batchMaxBytes>1 MB</batchMaxBytes> and " + WAIT),
            Map.entry("batchSize", "<batchMaxBytes>1 MB</batchMaxBytes>"),
            Map.entry("batchMaxItems", "<batchMaxBytes>1 MB</batchMaxBytes>"),
            Map.entry("batchTime", WAIT),
            Map.entry("batchWait", WAIT),
            Map.entry("batchTimeoutMs", WAIT),
            Map.entry("sendQueueMaxBytes", QUEUE),
            Map.entry("bufferSizeMegabytes", QUEUE),
            Map.entry("connectTimeoutMillis", "<connectTimeout>5 s</connectTimeout>"),
            Map.entry("connectionTimeoutMs", "<connectTimeout>5 s</connectTimeout>"),
            Map.entry("readTimeoutMillis", "<requestTimeout>10 s</requestTimeout>"),
            Map.entry("requestTimeoutMs", "<requestTimeout>10 s</requestTimeout>"),
            Map.entry("format", "<labels>, <structuredMetadata> and " + ENCODER),
            Map.entry("message", ENCODER),
            Map.entry("label", LABELS),
            Map.entry("logLevelLabel", "<labels>level=%level</labels>, one name=value a line"),
            Map.entry("loggerNameLabel", "<structuredMetadata>logger=%logger</structuredMetadata>"),
            Map.entry("threadNameLabel", "<structuredMetadata>thread=%thread</structuredMetadata>"),
            Map.entry("mdcLogLabel", "<structuredMetadata>*=%mdc</structuredMetadata>"));

    private final List<String> ignored;

    private ForeignElements(List<String> ignored) {
        this.ignored = ignored;
    }

    /** Reads Logback's own warnings about elements of {@code type} since {@code sinceMillis}. */
    public static ForeignElements of(Context context, Class<?> type, long sinceMillis) {
        Pattern warning =
                Pattern.compile("Ignoring unknown property \\[(\\w+)] in \\[" + Pattern.quote(type.getName()) + "].*");
        Set<String> ignored = new LinkedHashSet<>();
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (status.getLevel() == Status.WARN && status.getTimestamp() >= sinceMillis) {
                Matcher matcher = warning.matcher(Objects.requireNonNullElse(status.getMessage(), ""));
                if (matcher.matches()) {
                    ignored.add(matcher.group(1));
                }
            }
        }
        return new ForeignElements(List.copyOf(ignored));
    }

    /** Returns one error for each element of another library. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (String name : ignored) {
            String replacement = REPLACEMENTS.get(name);
            if (replacement != null) {
                errors.add("<" + name + ">: belongs to the appender of another library; write " + replacement
                        + ". The appender is not started; see docs/moving-delivery.md");
            }
        }
        return errors;
    }

    /** Returns one warning for each other element that is similar to a property. */
    public List<String> suggestions() {
        List<String> names = new ArrayList<>(AppenderOptions.names());
        names.addAll(List.of("header", "encoder", "filter"));
        List<String> suggestions = new ArrayList<>();
        for (String name : ignored) {
            String nearest = REPLACEMENTS.containsKey(name)
                    ? null
                    : NearestName.of(name, names).orElse(null);
            if (nearest != null) {
                suggestions.add("<" + name + ">: unknown property, ignored; did you mean <" + nearest + ">?");
            }
        }
        return suggestions;
    }
}
