package io.github.lokiline.compatibility.boot;

import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Answers on another thread. */
@RestController
class LaterByServlet {

    @GetMapping("/later")
    Callable<String> later() {
        return () -> WebApplication.answer("servlet");
    }

    /** Completes the request by a thread that knows nothing of it. */
    @GetMapping("/deferred")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>();
        new Thread(() -> result.setResult("paid")).start();
        return result;
    }
}
