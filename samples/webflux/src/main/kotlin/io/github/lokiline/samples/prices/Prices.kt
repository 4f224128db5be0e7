package io.github.lokiline.samples.prices

import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication

/** The application: the starter adds the filter for request ids and the delivery. */
@SpringBootApplication(proxyBeanMethods = false)
class Prices

fun main(args: Array<String>) {
    runApplication<Prices>(*args)
}
