package io.github.lokiline.request.internal;

import java.util.Arrays;
import java.util.List;

/** Parses lists that are separated by commas or line ends. Stateless. */
final class ListParser {
    private ListParser() {}

    static List<String> of(String text) {
        return Arrays.stream(text.split("[,\n]"))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
