package com.acme.orders;

import io.github.lokiline.request.MdcExecutors;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logs on two threads and returns from {@code main}. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) throws Exception {
        MDC.put("request_id", "r-17");
        LOG.atInfo().addKeyValue("status_code", 200).addKeyValue("order", new Order("o-7")).log("done");
        ExecutorService pool = MdcExecutors.wrap(Executors.newSingleThreadExecutor());
        pool.submit(() -> LOG.warn("elsewhere")).get();
        pool.shutdown();
        LOG.error("failed", new IllegalStateException("sold out"));
    }

    /** A record in a package that is not open. */
    private record Order(String id) {}
}
