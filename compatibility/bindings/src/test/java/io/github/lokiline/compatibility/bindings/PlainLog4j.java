package io.github.lokiline.compatibility.bindings;

import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.MapMessage;

/** A program without any reference to lokiline: it logs through Log4j and returns from {@code main}. */
final class PlainLog4j {
    private PlainLog4j() {}

    public static void main(String[] args) {
        Logger logger = LogManager.getLogger(PlainLog4j.class);
        ThreadContext.put("request_id", "r-17");
        logger.info("order {} paid", 17);
        logger.info(new MapMessage<>(Map.of("message", "done", "status_code", 200)));
        logger.error("failed", new IllegalStateException("sold out"));
    }
}
