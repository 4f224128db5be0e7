package io.github.lokiline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import org.apache.logging.log4j.core.config.plugins.processor.PluginCache;
import org.apache.logging.log4j.core.config.plugins.processor.PluginEntry;
import org.apache.logging.log4j.core.config.plugins.processor.PluginProcessor;
import org.junit.jupiter.api.Test;

/** The list by which Log4j finds our plugins, without a package being named in the configuration. */
class PluginDescriptorTest {
    @Test
    void namesEveryPlugin() throws IOException {
        Map<String, PluginEntry> plugins = ours().getCategory("Core");

        assertThat(plugins.keySet())
                .containsExactlyInAnyOrder(
                        "jsonline",
                        "logfmt",
                        "loki",
                        "lokiline",
                        "linefield",
                        "lineprocessor",
                        "linerename",
                        "linestatic",
                        "lineredact",
                        "lokilabel",
                        "lokimetadata",
                        "lokiheader");
        assertThat(plugins.get("lokiline").getClassName()).isEqualTo(Log4jLokiAppender.class.getName());
    }

    static PluginCache ours() throws IOException {
        ClassLoader loader = PluginDescriptorTest.class.getClassLoader();
        URL found = Collections.list(loader.getResources(PluginProcessor.PLUGIN_CACHE_FILE)).stream()
                .filter(url -> url.getPath().contains("log4j2-plugin"))
                .findFirst()
                .orElseThrow();
        PluginCache cache = new PluginCache();
        cache.loadCacheFiles(Collections.enumeration(java.util.List.of(found)));
        return cache;
    }
}
