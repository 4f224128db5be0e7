package io.github.lokiline.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** Tests that the next service receives the same id. */
class RequestIdInterceptorTest {

    @TempDir
    private Path directory;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final OkHttpClient client = new OkHttpClient.Builder()
            .addInterceptor(new RequestIdInterceptor())
            .build();

    @AfterEach
    void end() {
        client.connectionPool().evictAll();
        MDC.clear();
    }

    @Test
    void sendsTheIdOfTheMdc() throws Exception {
        MDC.put("request_id", "r-17");
        call(null);

        assertThat(heard).containsExactly("r-17");
    }

    @Test
    void leavesTheHeaderOfTheCall() throws Exception {
        MDC.put("request_id", "r-17");
        call("own");

        assertThat(heard).containsExactly("own");
    }

    @Test
    void sendsNothingThatIsNoId() throws Exception {
        call(null);
        MDC.put("request_id", "зайка");
        call(null);

        assertThat(heard).containsExactly("null", "null");
    }

    private void call(String header) throws Exception {
        WebServer.Handler listen = (request, response) -> heard.add(String.valueOf(request.getHeader("X-Request-ID")));
        jakarta.servlet.Filter none = (request, response, chain) -> chain.doFilter(request, response);
        try (WebServer server = WebServer.start(directory, none, listen)) {
            Request.Builder request = new Request.Builder().url("http://127.0.0.1:" + server.port() + "/");
            if (header != null) {
                request.header("X-Request-ID", header);
            }
            client.newCall(request.build()).execute().close();
        }
    }
}
