package io.github.lokiline.testkit.internal.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parses and formats label sets: {@code {app="orders", env="prod"}}. Owned by one thread.
 *
 * <p>Loki uses PromQL's metric parser, so a name before the braces becomes {@code __name__}, names may be quoted,
 * values may be in {@code "}, {@code '} or back quotes, and errors start with line and column.
 */
public final class LabelText {

    private static final Pattern CLASSIC_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final String METRIC_NAME = "__name__";

    private final LabelLexer lexer;
    private final List<Label> labels = new ArrayList<>();

    private LabelText(String text) throws RefusedPushException {
        this.lexer = new LabelLexer(text);
    }

    /** Returns the labels, sorted by name, without empty values, with repeated names. */
    public static List<Label> parse(String text) throws RefusedPushException {
        LabelText parser = new LabelText(text);
        parser.metric();
        return parser.labels.stream()
                .filter(label -> !label.value().isEmpty())
                .sorted(Comparator.comparing(Label::name))
                .toList();
    }

    /** Returns the text that Loki writes for a label set, which identifies the stream. */
    public static String format(List<Label> labels) {
        StringBuilder text = new StringBuilder("{");
        for (Label label : labels) {
            if (text.length() > 1) {
                text.append(", ");
            }
            String name = label.name();
            text.append(isClassicName(name) ? name : GoText.quote(name));
            text.append('=').append(GoText.quote(label.value()));
        }
        return text.append('}').toString();
    }

    /**
     * Returns whether a query can name this label; a stream with another name is stored, and then breaks every query.
     */
    public static boolean isClassicName(String name) {
        return CLASSIC_NAME.matcher(name).matches();
    }

    private void metric() throws RefusedPushException {
        if (lexer.is(LabelLexer.Kind.NAME)) {
            labels.add(new Label(METRIC_NAME, lexer.text()));
            lexer.next();
        }
        if (lexer.is(LabelLexer.Kind.LEFT_BRACE)) {
            lexer.next();
            labelSet();
        }
        if (!lexer.is(LabelLexer.Kind.END)) {
            throw lexer.unexpected("", "");
        }
    }

    private void labelSet() throws RefusedPushException {
        while (!lexer.is(LabelLexer.Kind.RIGHT_BRACE)) {
            label();
            if (lexer.is(LabelLexer.Kind.COMMA)) {
                lexer.next();
            } else if (!lexer.is(LabelLexer.Kind.RIGHT_BRACE)) {
                throw lexer.unexpected("label set", "\",\" or \"}\"");
            }
        }
        lexer.next();
    }

    private void label() throws RefusedPushException {
        boolean quoted = lexer.is(LabelLexer.Kind.STRING);
        if (!quoted && !lexer.is(LabelLexer.Kind.NAME)) {
            throw lexer.unexpected("label set", "identifier or \"}\"");
        }
        String name = lexer.text();
        lexer.next();
        if (lexer.is(LabelLexer.Kind.EQUALS)) {
            lexer.next();
            value(name);
        } else if (quoted) {
            labels.add(new Label(METRIC_NAME, name));
        } else {
            throw lexer.unexpected("label set", "\"=\"");
        }
    }

    private void value(String name) throws RefusedPushException {
        if (!lexer.is(LabelLexer.Kind.STRING)) {
            throw lexer.unexpected("label set", "string");
        }
        labels.add(new Label(name, lexer.text()));
        lexer.next();
    }
}
