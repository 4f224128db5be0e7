package io.github.lokiline.samples.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the stack's files. Stateless. */
final class Stack {

    static final Path FOLDER = Path.of("");

    /** {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME:?message}}. */
    static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{(\\w+)(?::([-?])([^}]*))?}");

    private Stack() {}

    static Map<String, Object> yaml(String file) {
        return new Yaml(new WithComposeTags()).load(text(file));
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(String suffix) {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.startsWith("target") && !file.startsWith("src"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Map<String, Object>> services(String file) {
        return map(yaml(file).get("services"));
    }

    @SuppressWarnings("unchecked") // the caller knows the type at this place of the YAML
    static <T> Map<String, T> map(Object value) {
        return value == null ? Map.of() : (Map<String, T>) value;
    }

    @SuppressWarnings("unchecked") // as above
    static <T> List<T> list(Object value) {
        return value == null ? List.of() : (List<T>) value;
    }

    /** Reads Compose's tags for replaced values in a second file, {@code !reset} and {@code !override}. */
    private static final class WithComposeTags extends SafeConstructor {

        WithComposeTags() {
            super(new LoaderOptions());
            yamlConstructors.put(new org.yaml.snakeyaml.nodes.Tag("!reset"), new Sequence());
            yamlConstructors.put(new org.yaml.snakeyaml.nodes.Tag("!override"), new Sequence());
        }

        private final class Sequence extends org.yaml.snakeyaml.constructor.AbstractConstruct {
            @Override
            public Object construct(Node node) {
                return constructSequence((SequenceNode) node);
            }
        }
    }
}
