package io.github.lokiline.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class OwnClassLoaderTest {

    @Test
    void theLoaderOfAnApplicationStays() {
        assertThat(OwnClassLoader.mayBeClosed(ClassLoader.getSystemClassLoader()))
                .isFalse();
        assertThat(OwnClassLoader.mayBeClosed(ClassLoader.getPlatformClassLoader()))
                .isFalse();
        assertThat(OwnClassLoader.mayBeClosed(null)).isFalse();
    }

    @Test
    void aLoaderBelowTheApplicationsMayBeClosed() throws Exception {
        try (URLClassLoader webApplication = new URLClassLoader(new URL[0])) {
            assertThat(OwnClassLoader.mayBeClosed(webApplication)).isTrue();
        }
    }
}
