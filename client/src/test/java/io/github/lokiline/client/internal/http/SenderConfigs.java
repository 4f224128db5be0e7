package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.config.ClientConfigFactory;
import io.github.lokiline.client.internal.config.ClientOptions;
import io.github.lokiline.client.internal.config.Option;
import io.github.lokiline.client.internal.config.OptionValues;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;

/** The settings of a sender, made from options as those of a client are. Owned by one test. */
final class SenderConfigs {

    private final OptionValues values = new OptionValues();
    private final RateLimitedReporter reporter;

    SenderConfigs(String url, String implementation, RateLimitedReporter reporter) {
        this.reporter = reporter;
        with(ClientOptions.URL, url).with(ClientOptions.HTTP_CLIENT, implementation);
    }

    <T> SenderConfigs with(Option<T> option, T value) {
        values.set(option, value);
        return this;
    }

    SenderConfigs withProxyCredentials(String user, String password) {
        return with(ClientOptions.PROXY_USERNAME, user).with(ClientOptions.PROXY_PASSWORD, password);
    }

    SenderConfigs withTokensOf(ScriptedServer server, String client) {
        return with(ClientOptions.OAUTH_TOKEN_URL, server.url("http"))
                .with(ClientOptions.OAUTH_CLIENT_ID, client)
                .with(ClientOptions.OAUTH_CLIENT_SECRET, "s3cret");
    }

    SenderConfigs withHeader(String name, String value) {
        values.addHeader(name, value);
        return this;
    }

    SenderConfig build() {
        ClientConfigFactory factory = new ClientConfigFactory(values);
        assertThat(factory.errors()).isEmpty();
        return factory.sender(reporter);
    }
}
