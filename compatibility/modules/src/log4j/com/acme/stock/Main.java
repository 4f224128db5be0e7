package com.acme.stock;

import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.MapMessage;

/** Logs three lines and returns from {@code main}. */
public final class Main {
    private static final Logger LOG = LogManager.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) {
        ThreadContext.put("request_id", "r-17");
        LOG.info(new MapMessage<>(Map.of("message", "done", "status_code", 200)));
        LOG.warn("elsewhere");
        LOG.error("failed", new IllegalStateException("sold out"));
    }
}
