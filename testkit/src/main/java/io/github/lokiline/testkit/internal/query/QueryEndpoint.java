package io.github.lokiline.testkit.internal.query;

import com.sun.net.httpserver.HttpExchange;
import io.github.lokiline.testkit.internal.http.LokiResponse;
import io.github.lokiline.testkit.internal.http.TenantResolver;
import io.github.lokiline.testkit.internal.logql.LogQuery;
import io.github.lokiline.testkit.internal.logql.LogqlException;
import io.github.lokiline.testkit.internal.logql.MetricQuery;
import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers queries: labels, their values, series, lines and numbers. Thread-safe. */
public final class QueryEndpoint {

    private static final String ENCODING_FLAGS = "X-Loki-Response-Encoding-Flags";
    private static final String ROOT = "/loki/api/v1/";
    private static final Pattern PATHS =
            Pattern.compile(ROOT + "(labels|label|series|query_range|query|label/([^/]+)/values)");

    private final QuerySource store;
    private final TenantResolver tenants;

    public QueryEndpoint(QuerySource store, TenantResolver tenants) {
        this.store = store;
        this.tenants = tenants;
    }

    public static boolean answers(String path) {
        return PATHS.matcher(path).matches();
    }

    /** Answers a query. The request's body must have been read before, because POST sends parameters in it. */
    public LokiResponse answer(HttpExchange http, String form) {
        try {
            String tenant = tenants.of(http.getRequestHeaders());
            QueryParameters parameters = QueryParameters.of(http.getRequestURI().getRawQuery(), form, store.nowNanos());
            String flags = http.getRequestHeaders().getFirst(ENCODING_FLAGS);
            return answer(http.getRequestURI().getPath(), tenant, parameters, flags == null ? "" : flags);
        } catch (RefusedPushException refused) {
            return LokiResponse.refused(refused);
        } catch (LogqlException malformed) {
            return LokiResponse.badQuery(malformed.text());
        }
    }

    private LokiResponse answer(String path, String tenant, QueryParameters parameters, String flags)
            throws RefusedPushException, LogqlException {
        Matcher parts = PATHS.matcher(path);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a path of queries: " + path);
        }
        return switch (parts.group(1)) {
            case "labels", "label" -> labels(tenant, parameters);
            case "series" -> series(tenant, parameters);
            case "query_range" -> range(tenant, parameters, flags);
            case "query" -> instant(tenant, parameters);
            default -> values(tenant, parameters, parts.group(2));
        };
    }

    private LokiResponse range(String tenant, QueryParameters parameters, String flags)
            throws RefusedPushException, LogqlException {
        if (MetricQuery.isMetric(parameters.query())) {
            return store.query(tenant, MetricSearch.range(parameters)::answer);
        }
        LogSearch search = LogSearch.of(parameters, flags, store.maxQueryEntries(tenant));
        return store.query(tenant, search::answer);
    }

    private LokiResponse instant(String tenant, QueryParameters parameters)
            throws RefusedPushException, LogqlException {
        if (!MetricQuery.isMetric(parameters.query())) {
            LogQuery.parse(parameters.query());
            return LokiResponse.badQuery(
                    "log queries are not supported as an instant query type, please change your query"
                            + " to a range query type");
        }
        return store.query(tenant, MetricSearch.instant(parameters)::answer);
    }

    private LokiResponse labels(String tenant, QueryParameters parameters) throws RefusedPushException, LogqlException {
        TreeSet<String> names = new TreeSet<>();
        for (List<Label> labels : labelSets(tenant, parameters, parameters.all("query"))) {
            labels.forEach(label -> names.add(label.name()));
        }
        return LokiResponse.json(QueryResponseJson.strings(names));
    }

    private LokiResponse values(String tenant, QueryParameters parameters, String name)
            throws RefusedPushException, LogqlException {
        TreeSet<String> values = new TreeSet<>();
        for (List<Label> labels : labelSets(tenant, parameters, parameters.all("query"))) {
            labels.stream().filter(label -> label.name().equals(name)).forEach(label -> values.add(label.value()));
        }
        return LokiResponse.json(QueryResponseJson.strings(values));
    }

    private LokiResponse series(String tenant, QueryParameters parameters) throws RefusedPushException, LogqlException {
        List<String> selectors = new ArrayList<>(parameters.all("match[]"));
        selectors.addAll(parameters.all("match"));
        return LokiResponse.json(QueryResponseJson.series(labelSets(tenant, parameters, selectors)));
    }

    /**
     * Returns the label sets of streams that have entries in the requested time and match one of the selectors, if any.
     */
    private Collection<List<Label>> labelSets(String tenant, QueryParameters parameters, List<String> selectors)
            throws RefusedPushException, LogqlException {
        TimeRange range = parameters.range();
        List<LogQuery> queries = new ArrayList<>();
        for (String selector : selectors) {
            if (!selector.replace(" ", "").equals("{}")) {
                queries.add(LogQuery.parseSelector(selector));
            }
        }
        return store.query(
                tenant,
                streams -> streams.stream()
                        .filter(stream ->
                                stream.entries().stream().anyMatch(entry -> range.contains(entry.timestampNanos())))
                        .map(QueryableStream::labels)
                        .filter(labels ->
                                queries.isEmpty() || queries.stream().anyMatch(query -> query.selects(labels)))
                        .toList());
    }
}
