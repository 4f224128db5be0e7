package io.github.lokiline.benchmarks.contender;

import io.github.lokiline.log4j2.JsonLineLayout;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;

/** The measured layouts. The first two write the same fields. */
public enum Log4jLayout {
    /** Lokiline's layout. */
    LOKILINE {
        @Override
        public StringLayout make() {
            return JsonLineLayout.newBuilder().setPreset("ecs").build();
        }
    },
    /** Log4j's JsonTemplateLayout with its default template. */
    JSON_TEMPLATE {
        @Override
        public StringLayout make() {
            return JsonTemplateLayout.newBuilder()
                    .setConfiguration(CONFIGURATION)
                    .setCharset(StandardCharsets.UTF_8)
                    .setEventTemplateUri("classpath:EcsLayout.json")
                    .build();
        }
    },
    /** The message alone. */
    MESSAGE {
        @Override
        @SuppressWarnings("deprecation")
        public // their replacements are newer than the oldest Log4j that the tests run on
        StringLayout make() {
            return PatternLayout.newBuilder()
                    .withConfiguration(CONFIGURATION)
                    .withPattern("%m")
                    .build();
        }
    };

    private static final Configuration CONFIGURATION = new DefaultConfiguration();

    public abstract StringLayout make();
}
