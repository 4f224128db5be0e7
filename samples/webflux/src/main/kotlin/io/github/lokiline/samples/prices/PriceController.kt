package io.github.lokiline.samples.prices

import jakarta.annotation.PreDestroy
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.slf4j.MDCContext
import kotlinx.coroutines.withContext
import org.slf4j.LoggerFactory
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.RestController
import reactor.core.publisher.Mono
import java.time.Duration

/** Serves prices, by Reactor and by coroutines; both continue on other threads. Product 13 has no price. */
@RestController
class PriceController {
    private val log = LoggerFactory.getLogger(PriceController::class.java)
    private val statistics = CoroutineScope(SupervisorJob() + Dispatchers.Default)

    @GetMapping("/reactor/{id}")
    fun byReactor(@PathVariable id: Int): Mono<Price> =
        Mono.delay(Duration.ofMillis(20)).map { priceOf(id) }

    @GetMapping("/coroutines/{id}")
    suspend fun byCoroutines(@PathVariable id: Int): Price {
        delay(20)
        val price = withContext(Dispatchers.IO) { priceOf(id) }
        // A scope of the application has the MDC of the request only if it is passed on.
        statistics.launch(MDCContext()) { count(id) }
        return price
    }

    @PreDestroy
    fun close() = statistics.cancel()

    private fun count(id: Int) {
        log.atInfo().addKeyValue("product", id).log("Price counted")
    }

    private fun priceOf(id: Int): Price {
        log.atInfo().addKeyValue("product", id).log("Price asked for")
        check(id != 13) { "product 13 has no price" }
        return Price(id, 100L * id)
    }
}

data class Price(val product: Int, val cents: Long)
