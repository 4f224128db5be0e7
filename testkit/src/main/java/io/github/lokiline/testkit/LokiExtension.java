package io.github.lokiline.testkit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each JUnit test its own {@link EmbeddedLoki}, started before and closed after it. Thread-safe, except for
 * {@link #loki()}.
 *
 * <pre>{@code
 * @ExtendWith(LokiExtension.class)
 * class OrdersTest {
 *     @Test
 *     void logsTheOrder(EmbeddedLoki loki) { … }
 * }
 * }</pre>
 *
 * <p>or, with settings, as a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * final LokiExtension extension = new LokiExtension(EmbeddedLoki.builder().tenants(true));
 * }</pre>
 *
 * <p>{@code @BeforeEach} and {@code @AfterEach} methods can have the parameter too; constructors and {@code @BeforeAll}
 * methods cannot.
 */
public final class LokiExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(LokiExtension.class);
    private static final Class<EmbeddedLoki> KEY = EmbeddedLoki.class;

    private final EmbeddedLoki.Builder settings;
    private volatile @Nullable EmbeddedLoki current;

    /** Creates an extension with Loki's defaults. */
    public LokiExtension() {
        this(EmbeddedLoki.builder());
    }

    /** Creates an extension with other settings, which are applied to the Loki of each test. */
    public LokiExtension(EmbeddedLoki.Builder settings) {
        this.settings = settings;
    }

    /**
     * Returns the Loki of the running test. With a static field, tests must not run in parallel.
     *
     * @throws IllegalStateException outside of a test
     */
    public EmbeddedLoki loki() {
        EmbeddedLoki loki = current;
        if (loki == null) {
            throw new IllegalStateException("no test is running: the extension starts a Loki for each test");
        }
        return loki;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        EmbeddedLoki loki = settings.start();
        store(context).put(KEY, loki);
        current = loki;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        current = null;
        EmbeddedLoki loki = store(context).remove(KEY, EmbeddedLoki.class);
        if (loki != null) {
            loki.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedLoki.class && loki(context) != null;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(loki(context), "asked for a Loki where supportsParameter says there is none");
    }

    private static @Nullable EmbeddedLoki loki(ExtensionContext context) {
        return store(context).get(KEY, EmbeddedLoki.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
