package io.github.lokiline.json.internal.trace;

import static io.github.lokiline.json.spi.Failures.framed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.config.StackTraceConfig;
import io.github.lokiline.json.spi.Json;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackHashTest {
    private final StackTraceWriter traces = writer(Map.of("stackHash", "true"));

    @Test
    void isEightDigitsThatStayTheSameForEver() {
        assertThat(hash(framed("x", "com.acme.Svc.handle(Svc.java:1)"))).isEqualTo("61d8ea59");
        assertThat(hash(framed("x"))).matches("[0-9a-f]{8}");
    }

    @Test
    void knowsNeitherMessagesNorLines() {
        Exception one = framed("order 1", "com.acme.Svc.handle(Svc.java:1)", "com.acme.Main.main(Main.java:1)");
        Exception two = framed("order 2", "com.acme.Svc.handle(Svc.java:7)", "com.acme.Main.main(Main.java:9)");

        assertThat(hash(one)).isEqualTo(hash(two));
    }

    @Test
    void differsByClassMethodAndCause() {
        Exception one = framed("x", "com.acme.Svc.handle(Svc.java:1)");
        Exception caused = framed("x", "com.acme.Svc.handle(Svc.java:1)");
        caused.initCause(framed("y", "com.acme.Db.read(Db.java:2)"));
        Exception otherwise = framed("x", "com.acme.Svc.handle(Svc.java:1)");
        otherwise.initCause(framed("y", "com.acme.Db.write(Db.java:2)"));
        RuntimeException other = new RuntimeException("x");
        other.setStackTrace(one.getStackTrace());

        assertThat(List.of(
                        hash(one),
                        hash(caused),
                        hash(otherwise),
                        hash(other),
                        hash(framed("x", "com.acme.Svc.h(S.java:1)"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void isStableAcrossTheNumbersOfLambdasProxiesAndAccessors() {
        Exception one = framed(
                "x",
                "com.acme.Svc.lambda$run$0(Svc.java:1)",
                "com.acme.Svc$$Lambda$14/0x00007f01.accept(Svc.java:1)",
                "jdk.proxy2.$Proxy12.handle(Svc.java:1)",
                "com.acme.Svc$$SpringCGLIB$$0.handle(Svc.java:1)",
                "com.acme.Order$HibernateProxy$Xa81.getId(O.java:1)",
                "jdk.internal.reflect.NativeMethodAccessorImpl.invoke0(N.java:1)",
                "jdk.internal.reflect.NativeMethodAccessorImpl.invoke(N.java:1)",
                "java.lang.reflect.Method.invoke(Method.java:1)");
        Exception two = framed(
                "x",
                "com.acme.Svc.lambda$run$3(Svc.java:1)",
                "com.acme.Svc$$Lambda/0x00007f99.accept(Svc.java:1)",
                "com.sun.proxy.$Proxy7.handle(Svc.java:1)",
                "com.acme.Svc$$SpringCGLIB$$1.handle(Svc.java:1)",
                "com.acme.Order$HibernateProxy$Yb99.getId(O.java:1)",
                "jdk.internal.reflect.GeneratedMethodAccessor31.invoke(N.java:1)",
                "java.lang.reflect.Method.invoke(Method.java:1)");

        assertThat(hash(one)).isEqualTo(hash(two));
    }

    @Test
    void isTheSameHoweverDeepARecursionWasAndWhereverItEnded() {
        assertThat(hash(recursion(1024, 0))).isEqualTo(hash(recursion(1000, 1)));
    }

    @Test
    void endsWhereCausesGoRoundInCircles() {
        Exception one = framed("one", "a.B.m(B.java:1)");
        Exception two = framed("two", "a.B.n(B.java:2)");
        one.initCause(two);
        two.initCause(one);

        assertThat(hash(one)).hasSize(8).isNotEqualTo(hash(two));
    }

    @Test
    void leavesOutExcludedFramesAndDoesNotMindTheOrderOfTheTrace() {
        Exception one = framed("x", "a.B.m(B.java:1)", "org.fw.F.f(F.java:1)", "a.B.main(B.java:2)");
        one.initCause(framed("y", "a.C.c(C.java:1)"));
        Exception two = framed("x", "a.B.m(B.java:1)", "org.fw.G.g(G.java:1)", "a.B.main(B.java:2)");
        two.initCause(framed("y", "a.C.c(C.java:1)"));
        StackTraceWriter without =
                writer(Map.of("stackHash", "true", "excludeFrames", "org.fw.", "rootCauseFirst", "true"));

        assertThat(hash(one)).isNotEqualTo(hash(two));
        assertThat(hash(one, without)).isEqualTo(hash(two, without));
    }

    private static Exception recursion(int depth, int from) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            frames.add("a.B." + List.of("f", "g", "h").get((i + from) % 3) + "(B.java:1)");
        }
        return framed("x", frames.toArray(String[]::new));
    }

    private String hash(Throwable thrown) {
        return hash(thrown, traces);
    }

    private static String hash(Throwable thrown, StackTraceWriter writer) {
        return Json.parse(Json.written(out -> writer.hash(thrown, out))).asString();
    }

    private static StackTraceWriter writer(Map<String, String> properties) {
        return new StackTraceWriter(StackTraceConfig.parse(properties, new PropertyParser()));
    }
}
