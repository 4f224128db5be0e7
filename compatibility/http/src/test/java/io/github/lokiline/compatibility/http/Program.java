package io.github.lokiline.compatibility.http;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.OnConsoleStatusListener;
import io.github.lokiline.logback.loki.LokiAppender;
import java.time.Duration;

/** An application that logs two lines and ends; lokiline's messages go to standard output. Stateless. */
public final class Program {

    private Program() {}

    /** Runs with the url of Loki as its argument. */
    public static void main(String[] arguments) {
        LoggerContext context = new LoggerContext();
        OnConsoleStatusListener console = new OnConsoleStatusListener();
        console.setContext(context);
        console.start();
        context.getStatusManager().add(console);
        LokiAppender appender = new LokiAppender();
        appender.setContext(context);
        appender.setName("LOKI");
        appender.setUrl(arguments[0]);
        appender.start();
        context.getLogger("ROOT").addAppender(appender);
        context.getLogger("orders").info("one");
        appender.flush(Duration.ofSeconds(20));
        context.getLogger("orders").info("two");
        appender.flush(Duration.ofSeconds(20));
        context.stop();
    }
}
