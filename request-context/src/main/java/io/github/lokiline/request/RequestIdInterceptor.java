package io.github.lokiline.request;

import io.github.lokiline.request.internal.RequestIds;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.MDC;

/**
 * Sends the request id on: each call of an OkHttp client carries {@code X-Request-ID} from the MDC. Stateless.
 *
 * <pre>
 * OkHttpClient client = new OkHttpClient.Builder().addInterceptor(new RequestIdInterceptor()).build();
 * </pre>
 *
 * <p>A header that the call has already stays, and an id that is not well-formed is not sent. OkHttp runs a call that is
 * enqueued on a thread of its own: give its dispatcher an executor of {@link MdcExecutors#wrap}. The trace is left to
 * the tracer, whose spans nobody else can make.
 */
public final class RequestIdInterceptor implements Interceptor {

    /** An interceptor for any client. */
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
