package io.github.lokiline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.field.BuiltInFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FieldsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "encoder.md");

    @Test
    void namesEveryFieldThatAFormatCanNameAndNoOther() throws IOException {
        List<String> named = Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.equals("| field | value |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(row -> Pattern.compile("`(\\w+)`")
                        .matcher(row.substring(1, row.indexOf('|', 1)))
                        .results())
                .map(name -> name.group(1))
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(BuiltInFields.NAMES);
    }
}
