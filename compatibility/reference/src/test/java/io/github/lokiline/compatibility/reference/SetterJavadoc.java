package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Javadoc of setters, which repeats the page word for word. Stateless. */
final class SetterJavadoc {
    private static final Set<String> NO_DEFAULT = Set.of("–", "see below");

    private SetterJavadoc() {}

    /** Checks the Javadoc above the setter, or adder, of a property in one of several source files. */
    static void check(Documented property, String... files) throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String file : files) {
            sources.append(Files.readString(PropertyTable.ROOT.resolve(Path.of(file))));
        }
        String source = sources.toString();
        String name = Character.toUpperCase(property.name().charAt(0))
                + property.name().substring(1);
        Matcher setter = Pattern.compile("public (?:final )?\\w+ (set|add)" + name + "\\(")
                .matcher(source);
        assertThat(setter.find()).as("setter of " + property.name()).isTrue();
        String verb = setter.group(1).equals("add") ? "Adds a value of" : "Sets";
        String expected = verb + " `" + property.name() + "`. " + sentences(property);

        assertThat(commentAbove(setter.start(), source)).isEqualTo(expected.replaceAll("`([^`]+)`", "{@code $1}"));
    }

    /** The meaning of a property with its default, in Markdown. */
    static String sentences(Documented property) {
        String fallback = property.fallback();
        return property.meaning() + (NO_DEFAULT.contains(fallback) ? "" : " Default: " + fallback + ".");
    }

    private static String commentAbove(int position, String source) {
        int start = source.lastIndexOf("/**", position);
        return source.substring(start + 3, source.indexOf("*/", start))
                .replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
