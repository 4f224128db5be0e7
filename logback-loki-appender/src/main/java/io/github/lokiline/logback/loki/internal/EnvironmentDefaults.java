package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.core.PropertyDefinerBase;
import ch.qos.logback.core.status.OnErrorConsoleStatusListener;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Property definers of {@code defaults.xml}, because Logback's conditions in XML need a compiler at run time. Stateless;
 * the definers are owned by the thread that configures Logback, which creates them by reflection.
 */
final class EnvironmentDefaults {
    private EnvironmentDefaults() {}

    /** One word of a list, the first one by default; an invalid word is reported. Owned by the configuring thread. */
    public static final class Choice extends PropertyDefinerBase {
        private String setting = "";
        private String value = "";
        private String legal = "";

        /** Creates a choice without words. */
        public Choice() {}

        public void setSetting(String setting) {
            this.setting = setting;
        }

        public void setValue(String value) {
            this.value = value;
        }

        public void setLegal(String legal) {
            this.legal = legal;
        }

        @Override
        public String getPropertyValue() {
            PropertyParser settings = new PropertyParser();
            List<String> words = settings.list("legal", legal);
            String word = settings.choice(setting, value, words.get(0), words);
            // The application must log somewhere, so that an invalid word is only reported.
            settings.faults().forEach(fault -> addWarn(fault + "; " + word + " is used"));
            return word;
        }
    }

    /** The switch for Loki: as set, else true if its URL is set. Owned by the configuring thread. */
    public static final class Enabled extends PropertyDefinerBase {
        private String enabled = "";
        private String url = "";

        /** Creates a switch that is off. */
        public Enabled() {}

        public void setEnabled(String enabled) {
            this.enabled = enabled;
        }

        public void setUrl(String url) {
            this.url = url;
        }

        @Override
        public String getPropertyValue() {
            return enabled.isBlank() ? String.valueOf(!url.isBlank()) : enabled;
        }
    }

    /** The appender's labels; those of {@code LOKI_LABELS} replace the others. Owned by the configuring thread. */
    public static final class Labels extends PropertyDefinerBase {
        private final Map<String, String> lines = new LinkedHashMap<>();
        private String application = "";
        private String job = "";
        private String more = "";

        /** Creates the default labels. */
        public Labels() {}

        public void setApplication(String application) {
            this.application = application;
        }

        public void setJob(String job) {
            this.job = job;
        }

        public void setMore(String more) {
            this.more = more;
        }

        @Override
        public String getPropertyValue() {
            boolean named = !application.isBlank();
            add("service_name=" + (named ? application : LogbackServiceName.find(getContext())));
            add("application=" + application);
            add("job=" + job);
            add("level=%level");
            PropertyParser settings = new PropertyParser();
            settings.list("LOKI_LABELS", more).forEach(this::add);
            settings.faults().forEach(this::addWarn);
            return String.join("\n", lines.values());
        }

        /** Adds a line; one without an equals sign is left to the appender, which reports it. */
        private void add(String line) {
            int split = line.indexOf('=');
            String name = split < 0 ? line : line.substring(0, split).strip();
            if (split >= 0 && line.substring(split + 1).isBlank()) {
                lines.remove(name);
            } else {
                lines.put(name, line);
            }
        }
    }

    /**
     * Prints warnings and errors of Logback's status on standard error, because a service that is configured by its
     * environment shows no other status. Thread-safe.
     */
    public static final class Warnings extends OnErrorConsoleStatusListener {
        /** Creates a listener that prints nothing until it is started. */
        public Warnings() {
            setRetrospective(0);
        }

        /** Prints earlier warnings, too, which Logback itself does not print if there is a listener. */
        @Override
        public void start() {
            super.start();
            getContext().getStatusManager().getCopyOfStatusList().forEach(this::addStatusEvent);
        }

        @Override
        public void addStatusEvent(Status status) {
            if (status.getEffectiveLevel() >= Status.WARN) {
                super.addStatusEvent(status);
            }
        }
    }
}
