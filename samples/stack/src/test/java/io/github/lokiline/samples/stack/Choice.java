package io.github.lokiline.samples.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables that a user has selected on a dashboard, with the expected results. Immutable.
 *
 * @param service as Grafana writes it into a query
 * @param level as Grafana writes it into a query
 */
record Choice(String title, String service, String level, String search, int slowMs, String id) {

    /** Returns the variables that Grafana replaces in a Loki query; every duration is an hour here. */
    Map<String, String> variables() {
        return Map.of(
                "service", service,
                "level", level,
                "search", search,
                "slow_ms", String.valueOf(slowMs),
                "request_id", id,
                "__auto", "1h",
                "__range", "1h");
    }

    /** Returns the lines that the query selects before it parses them. */
    Told of(List<Logged> all) {
        Pattern services = Pattern.compile(service);
        return new Told(all.stream()
                .filter(line -> services.matcher(line.service()).matches())
                .toList());
    }

    private boolean shows(Logged line) {
        return Pattern.compile(level).matcher(line.level()).matches() && finds(line);
    }

    private boolean finds(Logged line) {
        return Pattern.compile(search, Pattern.CASE_INSENSITIVE)
                .matcher(line.text())
                .find();
    }

    private boolean slow(Logged line) {
        return line.isEnd() && line.number("duration_ms") >= slowMs;
    }

    private static boolean failed(Logged line) {
        return line.isEnd() && line.number("status_code") >= 500;
    }

    /**
     * Returns the expected numbers of a query; for a query that shows only the highest, all of them.
     *
     * @throws IllegalArgumentException if no expectation is defined for the query
     */
    Map<Map<String, String>, Double> numbers(String query, List<Logged> all) {
        Told lines = of(all);
        Told shown = lines.where(this::shows);
        Told errors = lines.where(Logged::isError);
        Told ends = lines.where(Logged::isEnd);
        Told story = lines.where(line -> line.belongsTo(id));
        return switch (query) {
            case "alert/Many errors" -> new Told(all).where(Logged::isError).rate("service_name");
            case "application-logs/Lines, by service" -> shown.count("service_name");
            case "application-logs/Lines, by level" -> shown.count("level");
            case "application-logs/Lines in all" -> shown.number();
            case "application-logs/Level distribution" -> lines.count("level");
            case "application-logs/Volume, by service" -> lines.bytesRate("service_name");
            case "application-logs/Top messages" -> shown.where(Logged::isJson).count("service_name", "message");
            case "errors/Errors" -> errors.number();
            case "errors/Error rate" -> errors.share(lines);
            case "errors/Errors, by service" -> errors.count("service_name");
            case "errors/Error rate, by service" -> shares(errors, lines);
            case "errors/Exceptions" ->
                lines.where(line -> !line.exception().isEmpty()).count("service_name", "exception");
            case "errors/Most frequent errors" -> errors.count("service_name", "message");
            case "errors/Where errors are logged" -> errors.count("service_name", "name");
            case "requests/Requests" -> ends.number();
            case "requests/Success ratio" -> ends.where(line -> !failed(line)).share(ends);
            case "requests/Requests, by status" -> ends.rate("status_code");
            case "requests/95th percentile, by service" -> ends.quantile(0.95, "duration_ms", "service_name");
            case "requests/Mean, by service" -> ends.mean("duration_ms", "service_name");
            case "requests/Slowest paths" ->
                lines.where(this::slow).max("duration_ms", "service_name", "method", "path");
            case "requests/Paths that fail" ->
                lines.where(Choice::failed).count("service_name", "method", "path", "status_code");
            case "request-story/Lines" -> story.number();
            case "request-story/Errors" -> story.where(Logged::isError).number();
            case "request-story/How it ended" ->
                story.where(Logged::isEnd).max("duration_ms", "service_name", "method", "path", "status_code");
            case "logs-and-delivery/Lines a second, in Loki" -> lines.rate("service_name");
            case "logs-and-delivery/Requests a second, in Loki" -> ends.rate("service_name");
            case "logs-and-delivery/Slowest request, in Loki" -> ends.max("duration_ms", "service_name");
            case "logs-and-delivery/Errors a second, in Loki" -> errors.rate("service_name");
            default -> throw new IllegalArgumentException("What is the right answer to " + query + "?");
        };
    }

    private static Map<Map<String, String>, Double> shares(Told some, Told all) {
        Map<Map<String, String>, Double> shares = new HashMap<>(some.count("service_name"));
        shares.replaceAll((service, count) -> count / all.count("service_name").getOrDefault(service, Double.NaN));
        return shares;
    }

    /**
     * Returns the expected lines of a query.
     *
     * @throws IllegalArgumentException if no expectation is defined for the query
     */
    Stream<String> lines(String query, List<Logged> all) {
        Told lines = of(all);
        return switch (query) {
            case "application-logs/Lines" -> lines.where(this::shows).texts().stream();
            case "errors/Errors and their traces" -> lines.where(Logged::isError).where(this::finds).texts().stream();
            case "requests/Slow requests" ->
                lines.where(this::slow).lines().stream()
                        .map(line -> "%s ms %s %s %s %s"
                                .formatted(values(line, "duration_ms", "method", "path", "status_code", "request_id")));
            case "requests/Requests that failed" ->
                lines.where(Choice::failed).lines().stream()
                        .map(line ->
                                "%s %s %s %s".formatted(values(line, "status_code", "method", "path", "request_id")));
            case "request-story/The story" ->
                lines.where(line -> line.belongsTo(id)).lines().stream()
                        .map(line -> line.service() + " "
                                + "%s %s %s".formatted(values(line, "levelname", "message", "exc_info")));
            case "logs-and-delivery/Warnings and worse" ->
                lines.where(line -> Set.of("WARNING", "ERROR", "CRITICAL").contains(line.level())).texts().stream();
            default -> throw new IllegalArgumentException("What is the right answer to " + query + "?");
        };
    }

    private static Object[] values(Logged line, String... fields) {
        return Stream.of(fields).map(line::get).toArray();
    }

    @Override
    public String toString() {
        return title;
    }
}
