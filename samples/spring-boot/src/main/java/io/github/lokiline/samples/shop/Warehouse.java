package io.github.lokiline.samples.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/** Runs on its own threads. */
@Service
class Warehouse {

    private static final Logger LOGGER = LoggerFactory.getLogger(Warehouse.class);

    @Async
    public void count(int order) {
        LOGGER.atInfo()
                .addKeyValue("order_id", order)
                .addKeyValue("in_stock", 7)
                .log("Stock counted");
    }
}
