package io.github.lokiline.doctor.server;

import io.github.lokiline.doctor.config.OAuthClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Requests a token as RFC 6749, section 4.4, describes it. Stateless. */
final class OAuthTokenRequest {

    private OAuthTokenRequest() {}

    /** Returns the value of {@code Authorization}. */
    static String authorization(OkHttpClient http, OAuthClient client) throws IOException {
        FormBody.Builder form = new FormBody.Builder().add("grant_type", "client_credentials");
        if (!client.scope().isEmpty()) {
            form.add("scope", client.scope());
        }
        Request request = new Request.Builder()
                .url(client.tokenUrl())
                .header("Authorization", Credentials.basic(encoded(client.id()), encoded(client.secret())))
                .header("Accept", "application/json")
                .post(form.build())
                .build();
        try (Response response = http.newCall(request).execute()) {
            String token = LenientJson.read(ServerProbe.beginning(response.body()))
                    .path("access_token")
                    .asString("");
            if (response.code() != 200 || token.isEmpty()) {
                throw new IOException("no token of oauthTokenUrl: status " + response.code()
                        + "; check oauthClientId, oauthClientSecret and oauthScope");
            }
            return "Bearer " + token;
        }
    }

    /** Section 2.3.1: both are encoded as in a form before they become Basic credentials. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
