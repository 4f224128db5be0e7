package io.github.lokiline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No way to misbehave is left out of the catalogue that clients are run against. */
class CatalogueTest {

    static Stream<Method> misbehaviours() {
        return factories(Misbehaviour.class);
    }

    static Stream<Method> faults() {
        return factories(TcpRelay.Fault.class);
    }

    private static Stream<Method> factories(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type);
    }

    @ParameterizedTest
    @MethodSource("misbehaviours")
    void everyMisbehaviourIsInItsCatalogue(Method factory) throws ReflectiveOperationException {
        assertThat(kinds(Misbehaviour.catalogue())).contains(kind(made(factory)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultOfTheRelayIsInItsCatalogue(Method factory) throws ReflectiveOperationException {
        assertThat(kinds(TcpRelay.Fault.catalogue())).contains(kind(made(factory)));
    }

    private static Object made(Method factory) throws ReflectiveOperationException {
        return factory.invoke(
                null,
                Arrays.stream(factory.getParameterTypes())
                        .map(CatalogueTest::sample)
                        .toArray());
    }

    private static Object sample(Class<?> type) {
        if (type == int.class) {
            return 500;
        }
        if (type == long.class) {
            return 100L;
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(1);
        }
        return type == Map.class ? Map.of() : "";
    }

    private static List<String> kinds(List<?> catalogue) {
        return catalogue.stream().map(CatalogueTest::kind).toList();
    }

    /** The name without its numbers: {@code store, then status}. */
    private static String kind(Object made) {
        return made.toString().replaceAll("PT\\S+|\\d+", "n");
    }
}
