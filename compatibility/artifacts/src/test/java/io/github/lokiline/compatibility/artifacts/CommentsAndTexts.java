package io.github.lokiline.compatibility.artifacts;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The comments and the string literals of one source file. Immutable. Found by their delimiters, as the compiler's parser
 * keeps no comment but Javadoc.
 */
record CommentsAndTexts(Path file, List<String> comments, List<String> texts) {

    private static final String TEXT_BLOCK = "\"\"\"(?:\\\\.|[^\\\\])*?\"\"\"";
    private static final String STRING = "\"(?:\\\\.|[^\"\\\\\n])*\"";
    private static final String CHARACTER = "'(?:\\\\.|[^'\\\\\n])+'";
    private static final String BLOCK_COMMENT = "/\\*.*?\\*/";
    private static final String LINE_COMMENT = "//[^\n]*";

    private static final Pattern TOKEN = Pattern.compile(
            String.join("|", TEXT_BLOCK, STRING, CHARACTER, BLOCK_COMMENT, LINE_COMMENT), Pattern.DOTALL);
    private static final Pattern STARS = Pattern.compile("^/\\*+|\\*/$|(?m)^\\s*\\*");

    static CommentsAndTexts of(Path file) {
        List<String> tokens = TOKEN.matcher(MainSources.text(file))
                .results()
                .map(MatchResult::group)
                .toList();
        return new CommentsAndTexts(
                file,
                tokens.stream().filter(token -> token.startsWith("/")).toList(),
                tokens.stream().filter(token -> token.startsWith("\"")).toList());
    }

    String name() {
        return Pom.ROOT.relativize(file).toString();
    }

    /** Returns the first words of the Javadoc comments. */
    List<String> firstWordsOfJavadoc() {
        return comments.stream()
                .filter(comment -> comment.startsWith("/**"))
                .map(comment -> STARS.matcher(comment).replaceAll("").strip())
                .map(comment -> comment.split("[^A-Za-z]", 2)[0])
                .toList();
    }
}
