package io.github.lokiline.compatibility.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web application with lokiline and Logback in its own class loader, undeployed from Tomcat. */
@Tag("promise-9")
class UndeployTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MOMENT_MILLIS = 1_000;

    @TempDir
    Path folder;

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final Tomcat tomcat = new Tomcat();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream stderr = System.err;

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        tomcat.setBaseDir(folder.toString());
        tomcat.getHost();
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        System.setErr(stderr);
        tomcat.stop();
        tomcat.destroy();
        loki.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "jdk"})
    void theLastLineOfDestroyIsDelivered(String httpClient) throws Exception {
        Context application = deploy("30 s", httpClient);

        undeploy(application);

        assertThat(loki.lines()).hasSize(2);
        assertThat(loki.lines().get(1)).contains("last words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "jdk"})
    void theLastLineOfDestroyIsDeliveredOnceWhenLokiIsSlow(String httpClient) throws Exception {
        loki.always(Misbehaviour.delay(Duration.ofSeconds(2)));
        Context application = deploy("30 s", httpClient);
        assertThat(loki.awaitRequests(1, PATIENCE)).isTrue();

        undeploy(application);

        assertThat(loki.lines()).hasSize(2);
        assertThat(loki.lines().get(1)).contains("last words");
        assertThat(loki.requests()).as("pushes, none of which is repeated").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "jdk"})
    void theUndeploymentEndsThoughLokiHangs(String httpClient) throws Exception {
        loki.always(Misbehaviour.hang());
        Context application = deploy("500 ms", httpClient);
        assertThat(loki.awaitRequests(1, PATIENCE)).isTrue();

        undeploy(application);
    }

    @Test
    void theUndeploymentEndsThoughNobodyListens() throws Exception {
        loki.stop();

        undeploy(deploy("500 ms", "okhttp"));
    }

    private Context deploy(String shutdownTimeout, String httpClient) throws Exception {
        Path root = Files.createDirectories(folder.resolve("application"));
        Path classes = Files.createDirectories(root.resolve("WEB-INF/classes"));
        Path jars = Files.createDirectories(root.resolve("WEB-INF/lib"));
        Files.writeString(classes.resolve("logback.xml"), """
                <configuration>
                  <appender name="LOKI" class="io.github.lokiline.logback.loki.LokiAppender">
                    <url>%s</url>
                    <labels>service_name=orders</labels>
                    <batchMaxWait>5 ms</batchMaxWait>
                    <shutdownTimeout>%s</shutdownTimeout>
                    <httpClient>%s</httpClient>
                  </appender>
                  <root level="INFO"><appender-ref ref="LOKI"/></root>
                </configuration>
                """.formatted(loki.url(), shutdownTimeout, httpClient));
        Context context = new StandardContext();
        context.setName("/orders");
        context.setPath("/orders");
        context.setDocBase(root.toString());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        WebResourceRoot resources = new StandardRoot(context);
        for (String entry : ChildProgram.classPath(List.of("tomcat", "jakarta", "lokiline-testkit"))) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                resources.addPostResources(new DirResourceSet(
                        resources, "/WEB-INF/classes", path.toAbsolutePath().toString(), "/"));
            } else if (Files.exists(path)) {
                Files.copy(path, jars.resolve(path.getFileName()));
            }
        }
        context.setResources(resources);
        context.addApplicationListener("ch.qos.logback.classic.servlet.LogbackServletContextListener");
        Wrapper servlet = context.createWrapper();
        servlet.setName("orders");
        servlet.setServletClass(LastWordsServlet.class.getName());
        servlet.setLoadOnStartup(1);
        context.addChild(servlet);
        tomcat.getHost().addChild(context);
        return context;
    }

    /** Undeploys, after which no thread of the library is left, and no thread has died of a missing class. */
    private void undeploy(Context application) throws Exception {
        ClassLoader loader = application.getLoader().getClassLoader();
        assertThat(loader.loadClass("io.github.lokiline.logback.loki.LokiAppender")
                        .getClassLoader())
                .isSameAs(loader);

        application.stop();

        // A thread that has told its end may need a moment to be over. OkHttp's own two end by themselves.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getClass().getClassLoader() == loader && thread.getName().startsWith("lokiline")) {
                thread.join(MOMENT_MILLIS);
                assertThat(thread.isAlive()).as(thread.toString()).isFalse();
            }
        }
        application.destroy();
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("Exception in thread", "NoClassDef");
    }
}
