package io.github.lokiline.compatibility.boot;

import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers on another thread. */
@RestController
class LaterByServlet {

    @GetMapping("/later")
    Callable<String> later() {
        return () -> WebApplication.answer("servlet");
    }
}
