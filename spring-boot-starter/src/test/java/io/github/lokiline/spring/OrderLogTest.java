package io.github.lokiline.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests the example of {@code docs/spring-boot.md}: a test of an application that asserts its lines in Loki. */
@SpringBootTest(properties = "lokiline.enabled=true")
class OrderLogTest {

    static final EmbeddedLoki LOKI = EmbeddedLoki.start();

    @DynamicPropertySource
    static void loki(DynamicPropertyRegistry properties) {
        properties.add("lokiline.url", LOKI::url);
    }

    @AfterAll
    static void stop() {
        LOKI.close();
    }

    @Test
    void anOrderIsInLoki() {
        LoggerFactory.getLogger("orders").info("order 42");

        await().untilAsserted(() -> assertThat(LOKI.lines()).anyMatch(line -> line.contains("order 42")));
    }

    @Test
    void isWhatThePageShows() throws IOException {
        String page = withoutSpaces(Files.readString(Path.of("../docs/spring-boot.md")));
        String test =
                withoutSpaces(Files.readString(Path.of("src/test/java/io/github/lokiline/spring/OrderLogTest.java")));
        int start = page.indexOf("@SpringBootTest(");

        assertThat(test).contains(page.substring(start, page.indexOf("}```", start)));
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Orders {}
}
