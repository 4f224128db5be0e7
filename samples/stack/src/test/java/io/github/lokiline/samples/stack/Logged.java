package io.github.lokiline.samples.stack;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A line as its application printed it, which Loki must have, however it was delivered. Immutable. */
record Logged(String service, String text, JsonNode fields) {

    private static final Pattern EXCEPTION = Pattern.compile("^[\\w.$]+");

    static Logged of(String service, String text) {
        try {
            return new Logged(
                    service,
                    text,
                    text.startsWith("{") ? JsonMapper.shared().readTree(text) : MissingNode.getInstance());
        } catch (JacksonException notJson) {
            return new Logged(service, text, MissingNode.getInstance());
        }
    }

    boolean isJson() {
        return fields.isObject();
    }

    boolean isError() {
        return level().equals("ERROR") || level().equals("CRITICAL");
    }

    /** Returns whether the line is the last one of a request. */
    boolean isEnd() {
        return get("message").equals("Request completed");
    }

    String level() {
        return get("levelname");
    }

    String get(String field) {
        return fields.path(field).asString("");
    }

    double number(String field) {
        return fields.path(field).asDouble(0);
    }

    int bytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    boolean belongsTo(String id) {
        return !id.isEmpty() && (get("request_id").equals(id) || get("trace_id").equals(id));
    }

    /** Returns the given labels that the line has, as a query groups by them. */
    Map<String, String> labels(String... names) {
        Map<String, String> labels = new TreeMap<>();
        for (String name : names) {
            String value = label(name);
            if (!value.isEmpty()) {
                labels.put(name, value);
            }
        }
        return labels;
    }

    private String label(String name) {
        return switch (name) {
            case "service_name" -> service;
            case "level" -> level();
            case "exception" -> exception();
            default -> get(name);
        };
    }

    String exception() {
        Matcher first = EXCEPTION.matcher(get("exc_info"));
        return first.find() ? first.group() : "";
    }
}
