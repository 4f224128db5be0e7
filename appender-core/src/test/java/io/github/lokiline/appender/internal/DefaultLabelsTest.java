package io.github.lokiline.appender.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.appender.ServiceNameResolver;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultLabelsTest {
    @TempDir
    private Path dir;

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private String springName;
    private String contextName;
    private SystemEnvironment.HostLookup lookup = () -> "from-network";

    @Test
    void takesTheServiceNameFromTheFirstSourceThatHasOne() {
        assertThat(serviceName()).isEqualTo("unknown_service");

        properties.put("sun.java.command", "com.acme.Orders --verbose");
        assertThat(serviceName()).isEqualTo("Orders");
        contextName = "from-context";
        assertThat(serviceName()).isEqualTo("from-context");
        properties.put("spring.application.name", "from-property");
        assertThat(serviceName()).isEqualTo("from-property");
        springName = "from-context-property";
        assertThat(serviceName()).isEqualTo("from-context-property");
        variables.put("OTEL_RESOURCE_ATTRIBUTES", "service.version=1.2,service.name=from-resource");
        assertThat(serviceName()).isEqualTo("from-resource");
        variables.put("OTEL_SERVICE_NAME", "from-otel");
        assertThat(serviceName()).isEqualTo("from-otel");
        variables.put("LOKI_APPLICATION", "from-loki");
        assertThat(serviceName()).isEqualTo("from-loki");
    }

    @ParameterizedTest
    @CsvSource({
        "/app/orders-1.2.3-SNAPSHOT.jar --port 80, orders",
        "orders.jar, orders",
        "C:\\app\\order-service-2.jar, order-service",
        "com.acme.orders.Main, Main",
        "orders.app/com.acme.orders.Main, Main",
        "Main, Main"
    })
    void callsTheServiceAfterItsJarOrMainClass(String command, String name) {
        properties.put("sun.java.command", command);

        assertThat(serviceName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service.name=orders | orders",
                "a=b, service.name = my%20orders%2C+1 ,c=d | my orders,+1",
                "service.name=50% | 50%",
                "service.name= | unknown_service",
                "service.namespace=shop | unknown_service",
                "service.name | unknown_service",
                ", | unknown_service"
            })
    void readsTheServiceNameOfOpenTelemetrysResource(String attributes, String name) {
        variables.put("OTEL_RESOURCE_ATTRIBUTES", attributes);

        assertThat(serviceName()).isEqualTo(name);
    }

    @Test
    void takesTheHostFromTheFirstSourceThatHasOne() throws Exception {
        Files.writeString(dir.resolve("hostname"), "from-file\n");
        assertThat(host().get()).isEqualTo("from-file");
        variables.put("COMPUTERNAME", "from-windows");
        assertThat(host().get()).isEqualTo("from-windows");
        variables.put("HOSTNAME", "from-shell");
        assertThat(host().get()).isEqualTo("from-shell");
    }

    @Test
    void doesNotWaitForTheNetworkToNameTheHost() {
        CountDownLatch answer = new CountDownLatch(1);
        lookup = () -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "from-network";
        };

        HostNameResolver host = host();
        assertThat(host.get()).isNull();
        answer.countDown();

        Awaitility.await().untilAsserted(() -> assertThat(host.get()).isEqualTo("from-network"));
    }

    @Test
    void leavesTheHostOutWhenNobodyKnowsIt() {
        CountDownLatch asked = new CountDownLatch(1);
        lookup = () -> {
            asked.countDown();
            throw new UnknownHostException();
        };

        HostNameResolver host = host();
        Awaitility.await().until(() -> asked.getCount() == 0);

        assertThat(host.get()).isNull();
    }

    private String serviceName() {
        return ServiceNameResolver.find(springName, contextName, around());
    }

    private HostNameResolver host() {
        return HostNameResolver.find(around());
    }

    private SystemEnvironment around() {
        return new SystemEnvironment(variables::get, properties::get, dir.resolve("hostname"), () -> lookup.name());
    }
}
