package io.github.lokiline.log4j2;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes properties as a configuration has them. Stateless. */
final class Xml {
    private Xml() {}

    /** All as attributes. */
    static String attributes(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> text.getKey() + "=\"" + escaped(text.getValue()) + "\"")
                .collect(Collectors.joining(" "));
    }

    /** Each line {@code name=value} as an element. */
    static String pairs(String element, String lines) {
        return lines.lines()
                .map(line -> line.split("=", 2))
                .map(pair -> "<" + element + " name=\"" + escaped(pair[0].strip()) + "\" value=\""
                        + escaped(pair[1].strip()) + "\"/>")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> escaped.append(
                        "<>&\"'\n$".indexOf(c) < 0 ? Character.toString(c) : c == '$' ? "$" : "&#" + c + ";"));
        return escaped.toString();
    }
}
