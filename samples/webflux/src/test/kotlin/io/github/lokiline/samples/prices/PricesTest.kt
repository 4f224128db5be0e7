package io.github.lokiline.samples.prices

import io.github.lokiline.testkit.EmbeddedLoki
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.extension.ExtendWith
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import org.springframework.boot.SpringApplication
import org.springframework.boot.test.system.CapturedOutput
import org.springframework.boot.test.system.OutputCaptureExtension
import org.springframework.context.ConfigurableApplicationContext
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration

/** Tests that the sample works as its README describes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension::class)
class PricesTest {
    private val loki = EmbeddedLoki.start()
    private lateinit var prices: ConfigurableApplicationContext

    @BeforeAll
    fun open() {
        prices = SpringApplication.run(Prices::class.java, "--server.port=0", "--lokiline.url=" + loki.url())
    }

    @AfterAll
    fun close() {
        loki.use { if (::prices.isInitialized) prices.close() }
    }

    @ParameterizedTest
    @ValueSource(strings = ["reactor", "coroutines"])
    fun everyLineOfARequestHasItsId(kind: String) {
        val answer = get("/$kind/17", "$kind-17")

        assertThat(answer.statusCode()).isEqualTo(200)
        assertThat(answer.body()).isEqualTo("{\"product\":17,\"cents\":1700}")
        assertThat(answer.headers().firstValue("X-Request-ID")).contains("$kind-17")
        assertThat(linesOf("$kind-17"))
            .anySatisfy { assertThat(it).contains("Price asked for", "\"product\":17") }
            .anySatisfy { assertThat(it).contains("Request completed", "\"path\":\"/$kind/17\"", "\"status_code\":200") }
    }

    @Test
    fun aCoroutineInAScopeOfTheApplicationHasTheIdOfTheRequestThatLaunchedIt() {
        get("/coroutines/20", "r-20")

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted {
            assertThat(linesOf("r-20")).anySatisfy { assertThat(it).contains("Price counted", "\"product\":20") }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = ["reactor", "coroutines"])
    fun aFailureIsThereWithItsTraceOnce(kind: String, console: CapturedOutput) {
        assertThat(get("/$kind/13", "$kind-13").statusCode()).isEqualTo(500)

        assertThat(linesOf("$kind-13"))
            .filteredOn { it.contains("product 13 has no price") }
            .singleElement()
            .satisfies({ assertThat(it).contains("Request completed", "\"status_code\":500") })
        assertThat(console.out.lines()).containsOnlyOnce("java.lang.IllegalStateException: product 13 has no price")
    }

    @ParameterizedTest
    @ValueSource(strings = ["reactor", "coroutines"])
    fun theConsoleShowsPathStatusAndId(kind: String, console: CapturedOutput) {
        get("/$kind/18", "$kind-18")
        linesOf("$kind-18")

        assertThat(console.out.lines())
            .anyMatch { it.contains("[$kind-18]") && it.contains("path=\"/$kind/18\"") && it.contains("status_code=\"200\"") }
    }

    @Test
    fun linesAreFoundUnderTheNameOfTheApplication() {
        get("/reactor/19", "r-19")
        linesOf("r-19")

        assertThat(loki.entries()).allSatisfy { assertThat(it.labels()).containsEntry("service_name", "prices") }
    }

    /** Each on a connection of its own: Reactor Netty may leave a request unread behind one that failed. */
    private fun get(path: String, id: String): HttpResponse<String> {
        val port = prices.environment.getProperty("local.server.port")
        val request = HttpRequest.newBuilder(URI.create("http://localhost:$port$path"))
            .header("X-Request-ID", id)
            .timeout(Duration.ofSeconds(30))
            .build()
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
    }

    /** Returns the lines of a request once the one on completion is there, which is the last. */
    private fun linesOf(id: String): List<String> {
        val of = { loki.lines().filter { it.contains("\"request_id\":\"$id\"") } }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until { of().any { it.contains("Request completed") } }
        return of()
    }
}
