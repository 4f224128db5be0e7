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
 * A Logback configuration as Logback itself reads it, in a separate context in which only encoders are started. Owned
 * by one thread.
 */
public final class Configuration {

    /** The configuration of an application without an XML file. */
    private static final String PRESET = """
            <configuration>
              <include resource="io/github/lokiline/logback/loki/defaults.xml"/>
            </configuration>
            """;

    private final LoggerContext context = new LoggerContext();
    private final List<ConfiguredAppender> appenders = new ArrayList<>();

    private Configuration() {}

    /**
     * Reads a file or the preset.
     *
     * @param file null for the preset
     * @param variables in addition to system properties and the environment, which Logback reads itself
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
                    + "; specify a logback.xml, or no file to use environment variables");
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
            messages.add(file + ": Logback cannot read it; correct it (write & as &amp; and < as &lt;) "
                    + "or specify another file");
            throw new UsageException(messages);
        }
    }

    public List<ConfiguredAppender> appenders() {
        return List.copyOf(appenders);
    }

    /**
     * Returns the distinct warnings of Logback and of lokiline so far, without those of the XML parser: it quotes the
     * text after an ampersand, which may be a part of a password. Its position is reported separately.
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
