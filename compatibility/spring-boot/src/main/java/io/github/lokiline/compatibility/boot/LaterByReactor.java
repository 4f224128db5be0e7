package io.github.lokiline.compatibility.boot;

import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers on another thread. */
@RestController
class LaterByReactor {

    @GetMapping("/later")
    Mono<String> later() {
        return Mono.delay(Duration.ofMillis(1)).map(tick -> WebApplication.answer("reactor"));
    }

    /** Completes the request by a thread that knows nothing of it. */
    @GetMapping("/deferred")
    Mono<String> deferred() {
        return Mono.create(sink -> new Thread(() -> sink.success("paid")).start());
    }
}
