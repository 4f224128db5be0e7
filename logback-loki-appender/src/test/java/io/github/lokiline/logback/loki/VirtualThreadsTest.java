package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class VirtualThreadsTest {
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void deliversOneLineOfEachOfManyVirtualThreads() throws Exception {
        Method startVirtualThread = Thread.class.getMethod("startVirtualThread", Runnable.class);
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Logs logs = Logs.with("<url>" + loki.url() + "</url><labels>service_name=orders</labels>")) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int number = i;
                Runnable task = () -> logs.logger().info("from virtual thread {}", number);
                threads.add((Thread) startVirtualThread.invoke(null, task));
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.lines()).hasSize(1000).doesNotHaveDuplicates();
            assertThat(logs.appender().ledger().delivered()).isEqualTo(1000);
        }
    }
}
