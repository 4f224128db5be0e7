package io.github.lokiline.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import io.github.lokiline.benchmarks.contender.EncoderContender;
import io.github.lokiline.benchmarks.contender.PusherKind;
import io.github.lokiline.benchmarks.delivery.DeliveryOptions;
import io.github.lokiline.benchmarks.delivery.DeliveryRun;
import io.github.lokiline.benchmarks.endurance.SmallHeap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each benchmark once, to check that it works. The figures are meaningless. */
class SmokeTest {

    @Test
    void encodes() throws Exception {
        assertThat(once(EncodeBenchmark.class)).hasSize(4 * EncoderContender.values().length);
    }

    @Test
    void appends() throws Exception {
        assertThat(once(AppendBenchmark.class)).hasSize(PusherKind.values().length);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void appendsFromVirtualThreads() throws Exception {
        assertThat(once(VirtualThreadsBenchmark.class)).hasSize(PusherKind.values().length);
    }

    @Test
    void keepsItsBoundUnderASmallHeap() throws Exception {
        assertThat(SmallHeap.run("refusing", SmallHeap.refusing(), 256 * 1024, "2"))
                .isTrue();
    }

    @Test
    void refuses() throws Exception {
        assertThat(once(RefusalBenchmark.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "NOTHING")
    void deliversAllOfAFewEvents(PusherKind kind) throws Exception {
        List<String> few = List.of("wire", "seconds=1", "warmUp=1", "jvm=-Xmx256m");

        Map<String, Double> figures = DeliveryRun.run(kind, DeliveryOptions.parse(few));

        assertThat(figures).containsEntry("missing", 0.0).containsEntry("repeated", 0.0);
        assertThat(figures.get("arrived")).isPositive();
    }

    static Collection<RunResult> once(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName())
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
