package io.github.lokiline.client.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiClientBuilder;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClientOptionsTest {

    /** Set together with another option. */
    private static final Set<String> OF_ANOTHER_METHOD = Set.of(
            "username",
            "password",
            "trustStorePassword",
            "keyStorePassword",
            "clientKey",
            "proxyUsername",
            "proxyPassword",
            "oauthTokenUrl",
            "oauthClientId",
            "oauthClientSecret",
            "oauthScope");

    private static final Set<String> OF_THE_BUILDER_ONLY =
            Set.of("basicAuth", "proxyAuth", "oauth", "metricsName", "listener", "sharedName");

    @Test
    void theTableListsEveryOptionOnce() throws IllegalAccessException {
        List<Object> declared = new ArrayList<>();
        for (Field field : ClientOptions.class.getFields()) {
            declared.add(field.get(null));
        }
        declared.remove(ClientOptions.METRICS_NAME);

        assertThat(ClientOptions.all()).containsExactlyInAnyOrderElementsOf(cast(declared));
        // A name is the key of an option.
        assertThat(ClientOptions.all()).extracting(Option::name).doesNotHaveDuplicates();
        assertThat(names()).hasSameSizeAs(ClientOptions.all());
    }

    @Test
    void noSecretIsAmongTheOptionsThatAreShownAsTheyAre() {
        assertThat(ClientOptions.delivery()).isNotEmpty().noneMatch(Option::secret);
    }

    @Test
    void everyOptionIsDescribedInSentencesAndHasADefaultThatIsAllowed() {
        ConfigErrors errors = new ConfigErrors();

        assertThat(ClientOptions.all()).allSatisfy(option -> {
            assertThat(option.description()).matches("(?s)[A-Z].{15,}\\.");
            option.check(new OptionValues(), errors);
        });
        assertThat(errors.all()).isEmpty();
    }

    @Test
    void theBuilderHasAMethodForEachOptionAndNoOther() {
        Set<String> methods = Arrays.stream(LokiClientBuilder.class.getMethods())
                .filter(method -> method.getReturnType() == LokiClientBuilder.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> expected = new TreeSet<>(names());
        expected.removeAll(OF_ANOTHER_METHOD);
        expected.addAll(OF_THE_BUILDER_ONLY);
        assertThat(methods).isEqualTo(expected);
    }

    @Test
    void theEffectiveSettingsAreThoseOfTheTable() {
        try (LokiClient client =
                LokiClient.builder().queueMaxBytes(1 << 20).flushOnExit(false).build()) {
            assertThat(client.settings())
                    .isEqualTo("url=http://localhost:3100/loki/api/v1/push, authorization=none, maxStreams=50,"
                            + " batchMaxBytes=1 MB, batchMaxWait=1 s, queueMaxBytes=1 MB, overflow=dropNewest,"
                            + " overflowMaxBlock=100 ms, maxAge=7 d, connectTimeout=5 s, requestTimeout=10 s,"
                            + " retryMinBackoff=500 ms, retryMaxBackoff=5 s, shutdownTimeout=5 s, flushOnExit=false,"
                            + " strictOrder=false, spoolDirectory=none, deadLetterFile=none, metrics=true");
        }
    }

    @Test
    void theEffectiveSettingsShowTheSpoolIfThereIsOne() {
        OptionValues values = new OptionValues();
        values.set(ClientOptions.SPOOL_DIRECTORY, Path.of("spool"));
        values.set(ClientOptions.TENANT_ID, "acme");
        values.set(ClientOptions.BEARER_TOKEN, "hunter2");

        assertThat(new ClientConfigFactory(values).describe())
                .startsWith("url=http://localhost:3100/loki/api/v1/push, tenantId=acme, authorization=bearer ***,"
                        + " maxStreams=50,")
                .endsWith(", spoolDirectory=spool, spoolMaxBytes=1 GB, spoolMaxAge=7 d, spoolFsync=interval,"
                        + " deadLetterFile=none, metrics=true");
    }

    @Test
    void aValueThatWasReportedAsInvalidCountsAsSetAndHasTheDefault() {
        OptionValues values = new OptionValues();
        values.setInvalid(ClientOptions.PASSWORD);
        values.set(ClientOptions.USERNAME, "ada");
        values.setInvalid(ClientOptions.MAX_STREAMS);

        assertThat(new ClientConfigFactory(values).errors()).isEmpty();
        assertThat(values.get(ClientOptions.MAX_STREAMS)).isEqualTo(50);
    }

    private static Set<String> names() {
        return ClientOptions.all().stream().map(Option::name).collect(Collectors.toSet());
    }

    private static List<Option<?>> cast(List<Object> options) {
        return options.stream().<Option<?>>map(Option.class::cast).toList();
    }

    @Test
    void findsTheSpoolOfEarlierVersions() {
        OptionValues values = new OptionValues();
        values.set(ClientOptions.URL, "http://loki:3100");
        values.set(ClientOptions.TENANT_ID, "shop");

        assertThat(new ConnectionConfig(values, Map.of()).spoolId()).isEqualTo("a4f2a848f98aea2e");
    }

    @Test
    void identifiesADestinationWithoutShowingItsSecrets() {
        OptionValues values = new OptionValues();
        values.set(ClientOptions.USERNAME, "orders");
        values.set(ClientOptions.PASSWORD, "s3cret");
        ConnectionConfig former = new ConnectionConfig(values.copy(), Map.of());
        values.set(ClientOptions.PASSWORD, "0ther");
        ConnectionConfig changed = new ConnectionConfig(values, Map.of());

        assertThat(former.identity()).isEqualTo(former.identity()).isNotEqualTo(changed.identity());
        assertThat(former.identity().toString()).doesNotContain("orders", "s3cret");
        assertThat(former.identity().hasArray()).isFalse();
    }
}
