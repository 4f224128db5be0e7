package io.github.lokiline.request;

import io.github.lokiline.request.internal.RequestIds;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.MDC;

/**
 * Passes the request id on: adds the MDC's {@code request_id} to each call of an OkHttp client as {@code X-Request-ID}.
 * Stateless.
 *
 * <pre>
 * OkHttpClient client = new OkHttpClient.Builder().addInterceptor(new RequestIdInterceptor()).build();
 * </pre>
 *
 * <p>An existing {@code X-Request-ID} header is kept, and an id that is not well-formed is not sent. OkHttp runs
 * enqueued calls on its own threads, so give its dispatcher an executor from {@link MdcExecutors#wrap}. The trace
 * context is not sent, because only a tracer can create the span it would name.
 */
public final class RequestIdInterceptor implements Interceptor {
    /** Creates an interceptor for any client. */
    public RequestIdInterceptor() {}

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        String id = MDC.get(RequestIds.KEY);
        if (id == null || !RequestIds.isWellFormed(id) || request.header(RequestIds.HEADER) != null) {
            return chain.proceed(request);
        }
        return chain.proceed(request.newBuilder().header(RequestIds.HEADER, id).build());
    }
}
