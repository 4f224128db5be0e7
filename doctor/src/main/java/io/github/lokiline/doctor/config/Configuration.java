package io.github.lokiline.doctor.config;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXParseException;

/**
 * A Logback configuration as Logback itself reads it, in a context of its own where nothing is started but encoders. Owned
 * by one thread.
 */
public final class Configuration {

    /** What an application without an XML of its own has. */
    private static final String PRESET = """
            <configuration>
              <include resource="io/github/lokiline/logback/loki/defaults.xml"/>
            </configuration>
            """;

    private final LoggerContext context = new LoggerContext();
    private final List<ConfiguredAppender> appenders = new ArrayList<>();

    private Configuration() {}

    /**
     * Reads a file, or the preset.
     *
     * @param file null for the preset
     * @param variables beside those of the system and the environment, which Logback reads by itself
     */
    public static Configuration read(@Nullable Path file, Map<String, String> variables) throws UsageException {
        Configuration configuration = new Configuration();
        configuration.context.setName("lokiline-doctor");
        variables.forEach(configuration.context::putProperty);
        configuration.read(file);
        return configuration;
    }

    private void read(@Nullable Path file) throws UsageException {
        if (file != null && !Files.isReadable(file)) {
            throw new UsageException(file + ": " + (Files.exists(file) ? "cannot be read" : "no such file")
                    + "; name a logback.xml, or none to read the environment");
        }
        ReadingConfigurator configurator = new ReadingConfigurator(appenders);
        configurator.setContext(context);
        try {
            if (file == null) {
                configurator.doConfigure(new ByteArrayInputStream(PRESET.getBytes(StandardCharsets.UTF_8)));
            } else {
                configurator.doConfigure(file.toFile());
            }
        } catch (JoranException e) {
            List<String> messages = new ArrayList<>(warnings());
            messages.add(file + ": Logback cannot read it; mend it (within a value & is written &amp; and < is &lt;), "
                    + "or name another file");
            throw new UsageException(messages);
        }
    }

    public List<ConfiguredAppender> appenders() {
        return List.copyOf(appenders);
    }

    /**
     * What Logback, or an appender of ours, warns of so far; each once, for Logback likes to repeat itself. Not what the
     * XML parser says: it quotes what stands behind an ampersand, which may be half a password. Where it stopped is said
     * beside it.
     */
    public List<String> warnings() {
        LinkedHashSet<String> messages = new LinkedHashSet<>();
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            boolean quotes = status.getMessage().startsWith(SAXParseException.class.getName());
            if (status.getEffectiveLevel() >= Status.WARN && !quotes) {
                messages.add(status.getMessage());
            }
        }
        return List.copyOf(messages);
    }

    void forgetWarnings() {
        context.getStatusManager().clear();
    }
}
