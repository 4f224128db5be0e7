package io.github.lokiline.client.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.engine.Clock;
import io.github.lokiline.client.internal.http.ProxyConfig;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.net.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyOptionsTest {

    private static final String URL = "https://loki.example:3100";

    private final List<String> warnings = new ArrayList<>();
    private final RateLimitedReporter reporter = new RateLimitedReporter(new Warnings(), Clock.SYSTEM);

    @Test
    void theVariableOfTheSchemeNamesTheProxy() {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "http://secure:1", "HTTP_PROXY", "http://plain:2", "ALL_PROXY", "http://all:3");

        assertThat(chosen(environment, "https://a")).isEqualTo("secure:1");
        assertThat(chosen(environment, "http://a")).isEqualTo("plain:2");
        assertThat(chosen(Map.of("ALL_PROXY", "http://all:3"), "https://a")).isEqualTo("all:3");
        assertThat(chosen(Map.of(), "https://a")).isEqualTo("direct");
    }

    @Test
    void smallLettersWinAsInCurl() {
        assertThat(chosen(Map.of("https_proxy", "http://small:1", "HTTPS_PROXY", "http://large:2"), URL))
                .isEqualTo("small:1");
    }

    @Test
    void aSchemeAndAPortMayBeMissingAsInCurl() {
        assertThat(chosen(Map.of("HTTPS_PROXY", "proxy"), URL)).isEqualTo("proxy:1080");
        assertThat(chosen(Map.of("HTTPS_PROXY", "proxy:3128/"), URL)).isEqualTo("proxy:3128");
    }

    @ParameterizedTest
    @CsvSource({
        "loki.example, https://loki.example, direct",
        ".example, https://loki.example, direct",
        "example, https://loki.example, direct",
        "other example., https://loki.example, direct",
        "LOKI.example, https://loki.EXAMPLE, direct",
        "'a,b,*', https://loki.example, direct",
        "10.0.0.0/8, http://10.1.2.3, direct",
        "10.0.0.0/9, http://10.200.2.3, proxy:1",
        "fd00::/8, 'http://[fd00::1]', direct",
        "10.0.0.0/8, http://ten.example, proxy:1",
        "ki.example, https://loki.example, proxy:1",
        "'', https://loki.example, proxy:1",
        "'', http://localhost:3100, direct",
        "'', http://127.0.0.1:3100, direct",
        "'', 'http://[::1]:3100', direct",
        "my_loki, http://my_loki:3100, direct"
    })
    void noProxyExcludesHosts(String noProxy, String url, String expected) {
        assertThat(chosen(Map.of("ALL_PROXY", "http://proxy:1", "NO_PROXY", noProxy), url))
                .isEqualTo(expected);
    }

    @Test
    void aConfiguredProxyComesFirstAndTheEnvironmentCanBeLeftOut() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://env:1");
        OptionValues configured = values();
        configured.set(ClientOptions.PROXY, "http://mine:2");
        OptionValues off = values();
        off.set(ClientOptions.PROXY_FROM_ENVIRONMENT, false);

        assertThat(chosen(configured, environment, URL)).isEqualTo("mine:2");
        assertThat(chosen(off, environment, URL)).isEqualTo("direct");
    }

    @Test
    void credentialsComeFromPropertiesOrFromTheAddress() {
        OptionValues properties = values();
        properties.set(ClientOptions.PROXY, "http://proxy:1");
        properties.set(ClientOptions.PROXY_USERNAME, "ada");
        properties.set(ClientOptions.PROXY_PASSWORD, "p w");
        OptionValues address = values();
        address.set(ClientOptions.PROXY, "http://ada:p%20w@proxy:1");

        assertThat(config(properties, Map.of()).authorization()).isEqualTo("Basic YWRhOnAgdw==");
        assertThat(config(address, Map.of()).authorization()).isEqualTo("Basic YWRhOnAgdw==");
        assertThat(config(values(), Map.of("HTTPS_PROXY", "http://ada:p%20w@proxy:1"))
                        .authorization())
                .isEqualTo("Basic YWRhOnAgdw==");
    }

    @Test
    void anUnusableVariableIsReportedAndNotUsed() {
        for (String unusable :
                List.of("socks5://proxy:1080", "https://proxy:443", "http://proxy:99999", "http://a b")) {
            assertThat(chosen(Map.of("HTTPS_PROXY", unusable), URL)).isEqualTo("direct");
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("HTTPS_PROXY in the environment names no HTTP proxy: it is not used; set proxy");
    }

    @Test
    @Tag("promise-12")
    void noCredentialsOfAProxyAreShown() {
        OptionValues values = values();
        values.set(ClientOptions.PROXY, "http://ada:hunter1@proxy:1");
        OptionValues properties = values();
        properties.set(ClientOptions.PROXY_USERNAME, "ada");
        properties.set(ClientOptions.PROXY_PASSWORD, "hunter2");
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://bob:hunter3@env:2");

        String shown = new ClientConfigFactory(values, Map.of()).describe()
                + new ClientConfigFactory(properties, environment).describe()
                + new ClientConfigFactory(properties, environment).sender(reporter)
                + config(values, Map.of())
                + config(properties, environment);

        assertThat(shown)
                .contains("proxy=http://***@proxy:1,", "proxy=http://***@env:2 (environment)", "proxyUsername=ada")
                .doesNotContain("hunter", "Basic ");
    }

    private String chosen(Map<String, String> environment, String url) {
        return chosen(values(), environment, url);
    }

    private String chosen(OptionValues values, Map<String, String> environment, String url) {
        Proxy proxy =
                config(values, environment).selector().select(URI.create(url)).get(0);
        return proxy.type() == Proxy.Type.DIRECT
                ? "direct"
                : proxy.address().toString().replace("/<unresolved>", "");
    }

    private ProxyConfig config(OptionValues values, Map<String, String> environment) {
        ProxyConfig config = new ProxyOptions(values, environment).config(PushUrl.parse(URL), reporter);
        reporter.flushDeferred();
        return config;
    }

    private static OptionValues values() {
        OptionValues values = new OptionValues();
        values.set(ClientOptions.URL, URL);
        return values;
    }

    private final class Warnings implements DeliveryListener {

        @Override
        public void info(String message) {
            warnings.add(message);
        }

        @Override
        public void warn(String message) {
            warnings.add(message);
        }
    }
}
