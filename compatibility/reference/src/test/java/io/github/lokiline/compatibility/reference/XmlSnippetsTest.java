package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.logback.loki.LokiAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** Loads the XML on the pages: Logback's and Log4j's configurations start without a warning, artifacts exist. */
class XmlSnippetsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern NAME = Pattern.compile("<appender name=[\"'](\\w+)");
    /** These files exist on the reader's machine only, and so does the class. */
    private static final Pattern NOT_HERE = Pattern.compile("/etc/loki-tls/|com\\.acme\\.");

    @TempDir
    private Path folder;

    static Stream<XmlSnippet> all() throws IOException {
        return XmlSnippet.all().stream();
    }

    static Stream<XmlSnippet> ofLogback() throws IOException {
        return all().filter(snippet ->
                !snippet.isOfMaven() && !snippet.isOfServlets() && !snippet.isOfLog4j() && !snippet.isOfOthers());
    }

    static Stream<XmlSnippet> ofLog4j() throws IOException {
        return all().filter(XmlSnippet::isOfLog4j);
    }

    static Stream<XmlSnippet> ofMaven() throws IOException {
        return all().filter(snippet -> snippet.isOfMaven() && snippet.text().contains("<groupId>io.github.lokiline<"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWellFormed(XmlSnippet snippet) throws Exception {
        assertThat(parsed(snippet).getDocumentElement().hasChildNodes()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ofMaven")
    void namesArtifactsOfThisBuild(XmlSnippet snippet) throws Exception {
        String poms;
        try (Stream<Path> modules = Files.list(Path.of("..", ".."))) {
            poms = String.join("", modules.map(XmlSnippetsTest::artifact).toList());
        }

        assertThat(Pattern.compile("<dependency>\\s*<groupId>io.github.lokiline</groupId>\\s*(<artifactId>.*?>)")
                        .matcher(snippet.text())
                        .results())
                .isNotEmpty()
                .allSatisfy(artifact -> assertThat(poms).contains(artifact.group(1)));
    }

    @ParameterizedTest
    @MethodSource("ofLogback")
    void logbackLoadsItWithoutAWarning(XmlSnippet snippet) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.putProperty("AUDIT_DIR", folder.toString());
        Matcher variables = VARIABLE.matcher(snippet.text());
        while (variables.find()) {
            context.putProperty(variables.group(1), "x");
        }
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);

        configurator.doConfigure(new ByteArrayInputStream(configuration(snippet).getBytes(StandardCharsets.UTF_8)));
        context.stop();

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() >= Status.WARN)
                .filteredOn(status -> !NOT_HERE.matcher(status.getMessage()).find())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ofLog4j")
    void log4jLoadsItWithoutAWarning(XmlSnippet snippet) {
        Matcher appender = Pattern.compile("(?s)<(Loki|Console)\\b.*</\\1>").matcher(snippet.text());
        assertThat(appender.find()).isTrue();

        try (Log4jRun run = Log4jRun.of(appender.group().replaceFirst("name=\"\\w+\"", "name=\"IT\""))) {
            assertThat(run.statuses("WARN")).isEmpty();
            assertThat(run.statuses("ERROR")).isEmpty();
        }
    }

    /** Returns a whole configuration: the elements around a snippet are those that its page names. */
    private static String configuration(XmlSnippet snippet) {
        return switch (snippet.element()) {
            case "configuration" -> snippet.text();
            case "appender" -> withRoot(snippet.text());
            case "encoder" -> withRoot(console(snippet.text()));
            default ->
                withRoot(
                        hasSetter(snippet.element())
                                ? appender(LokiAppender.class.getName(), snippet.text())
                                : console("<encoder class='io.github.lokiline.logback.json.JsonEncoder'>"
                                        + snippet.text() + "</encoder>"));
        };
    }

    private static String console(String encoder) {
        return appender("ch.qos.logback.core.ConsoleAppender", encoder);
    }

    private static String appender(String type, String content) {
        return "<appender name='IT' class='" + type + "'>" + content + "</appender>";
    }

    private static String withRoot(String appender) {
        Matcher name = NAME.matcher(appender);
        assertThat(name.find()).isTrue();
        return "<configuration>" + appender + "<root><appender-ref ref='" + name.group(1)
                + "'/></root></configuration>";
    }

    private static boolean hasSetter(String element) {
        String name = element.toLowerCase(Locale.ROOT);
        return Arrays.stream(LokiAppender.class.getMethods())
                .map(method -> method.getName().toLowerCase(Locale.ROOT))
                .anyMatch(List.of("set" + name, "add" + name)::contains);
    }

    private static Document parsed(XmlSnippet snippet) throws Exception {
        byte[] document = ("<page>" + snippet.text() + "</page>").getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(document));
    }

    private static String artifact(Path module) {
        Path pom = module.resolve("pom.xml");
        try {
            return Files.exists(pom) ? Files.readString(pom).replaceFirst("(?s)<parent>.*?</parent>", "") : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
