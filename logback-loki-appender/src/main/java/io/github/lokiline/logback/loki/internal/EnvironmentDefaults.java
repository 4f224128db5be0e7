package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.core.PropertyDefinerBase;
import ch.qos.logback.core.status.OnErrorConsoleStatusListener;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code defaults.xml} cannot say in XML alone, since Logback's conditions need a compiler at run time. Stateless;
 * its parts are owned by the thread that configures Logback.
 *
 * <p>The parts are public for Logback, which makes them by reflection; nobody else can name them, because this class
 * is not.
 */
final class EnvironmentDefaults {
    private EnvironmentDefaults() {}

    /** One word of a list, or the first when none is set; a wrong one is told. Owned by the configuring thread. */
    public static final class Choice extends PropertyDefinerBase {
        private String setting = "";
        private String value = "";
        private String legal = "";

        /** A choice among nothing yet. */
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
            // The application must log somewhere, so that a wrong word is told and not obeyed.
            settings.faults().forEach(fault -> addWarn(fault + "; it is taken for " + word));
            return word;
        }
    }

    /** Whether Loki is used: as told, else when its url is known. Owned by the configuring thread. */
    public static final class Enabled extends PropertyDefinerBase {
        private String enabled = "";
        private String url = "";

        /** Neither told nor known. */
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

    /** The appender's labels, those of {@code LOKI_LABELS} over the others. Owned by the configuring thread. */
    public static final class Labels extends PropertyDefinerBase {
        private final Map<String, String> lines = new LinkedHashMap<>();
        private String application = "";
        private String job = "";
        private String more = "";

        /** The labels of an application about which nothing is told. */
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

        /** What is no pair stays as it is: the appender says what is wrong with it. */
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
     * Logback's listener for standard error, without what is only informative: a service that is configured by its
     * environment has nobody who looks into Logback's status. Thread-safe, as Logback's is.
     */
    public static final class Warnings extends OnErrorConsoleStatusListener {
        /** Shows nothing until started. */
        public Warnings() {
            setRetrospective(0);
        }

        /** Shows what was warned of before, too: with a listener present Logback no longer does so itself. */
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
