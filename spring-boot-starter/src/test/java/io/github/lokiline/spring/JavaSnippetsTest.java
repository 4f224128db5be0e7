package io.github.lokiline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles the Java on the pages, with the imports and variables that a reader would add. */
class JavaSnippetsTest {

    /** Needs libraries that are not here; the named tests run it. */
    private static final Map<String, String> ELSEWHERE =
            Map.of("@SpringBootTest", "OrderLogTest", "kv(\"order\"", "MigrationExampleTest");

    private static final String IMPORTS = """
            import ch.qos.logback.classic.*;
            import ch.qos.logback.classic.spi.ILoggingEvent;
            import io.github.lokiline.client.*;
            import io.github.lokiline.json.*;
            import io.github.lokiline.logback.loki.*;
            import io.github.lokiline.request.*;
            import io.github.lokiline.testkit.*;
            import jakarta.servlet.DispatcherType;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import okhttp3.Dispatcher;
            import okhttp3.OkHttpClient;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.api.extension.ExtendWith;
            import org.slf4j.LoggerFactory;
            import org.springframework.boot.web.servlet.FilterRegistrationBean;
            import org.springframework.context.annotation.Bean;
            import org.springframework.core.Ordered;
            import static org.assertj.core.api.Assertions.*;
            """;
    /** What the code around a snippet has. */
    private static final String SURROUNDINGS = """
            static org.slf4j.Logger log;
            static String url;
            static Object order;
            static ScheduledExecutorService scheduler;
            static Object price(Object order) { return order; }
            static void remind(Object order) {}
            """;

    private static final Pattern CLASS = Pattern.compile("\\b(?:class|record|interface) (\\w+)");
    /** Exists from Java 21 on. */
    private static final String VIRTUAL_THREADS = "newVirtualThreadPerTaskExecutor";

    private final JavaCompiler javac = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());

    @TempDir
    private Path classes;

    static Stream<Snippet> snippets() throws IOException {
        return Snippet.of("java")
                .filter(snippet -> ELSEWHERE.keySet().stream()
                        .noneMatch(mark -> snippet.text().contains(mark)));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void compiles(Snippet snippet) {
        List<List<String>> attempts = List.of(
                faults(snippet.text()),
                faults("class Page {" + SURROUNDINGS + snippet.text() + "}"),
                faults("class Page {" + SURROUNDINGS + "void run() throws Exception {" + snippet.text() + "}}"));

        assertThat(attempts.stream().min(Comparator.comparing(List::size)).orElseThrow())
                .isEmpty();
    }

    private List<String> faults(String text) {
        Matcher name = CLASS.matcher(text);
        if (!name.find()) {
            return List.of("no class", "hence no unit");
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject unit =
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.group(1) + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return IMPORTS + text;
                    }
                };
        javac.getTask(null, null, found, List.of("-proc:none", "-d", classes.toString()), null, List.of(unit))
                .call();
        List<String> faults = new ArrayList<>();
        for (Diagnostic<?> diagnostic : found.getDiagnostics()) {
            String message = diagnostic.getMessage(null);
            boolean isTooNew =
                    message.contains(VIRTUAL_THREADS) && Runtime.version().feature() < 21;
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR && !isTooNew) {
                faults.add(message);
            }
        }
        return List.copyOf(faults);
    }
}
