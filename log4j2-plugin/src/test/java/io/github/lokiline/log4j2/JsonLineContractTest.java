package io.github.lokiline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.contract.JsonLineContract;
import io.github.lokiline.contract.Sample;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.appender.ConsoleAppender;

class JsonLineContractTest extends JsonLineContract {
    /** The parameters of a map message are its entries. */
    @Override
    protected boolean hasArgumentsBesideKeyValues() {
        return false;
    }

    @Override
    protected byte[] encode(Map<String, String> properties, Sample sample) {
        try (Logs logs = Logs.document(configuration(properties), sample.properties())) {
            ConsoleAppender console = logs.context().getConfiguration().getAppender("CONSOLE");
            AbstractStructuredLayout layout = (AbstractStructuredLayout) console.getLayout();
            LogEvent event = SampleEvent.of(sample);

            byte[] line = layout.toByteArray(event);
            Destination destination = new Destination(16);
            layout.encode(event, destination);
            Utf8JsonWriter out = new Utf8JsonWriter();
            layout.encode(event, out);

            assertThat(destination.bytes()).isEqualTo(line);
            assertThat(((StringLayout) layout).toSerializable(event).getBytes(layout.getCharset()))
                    .isEqualTo(line);
            byte[] cut = Arrays.copyOf(line, line.length - 1);
            assertThat(Arrays.copyOf(out.array(), out.position())).isEqualTo(cut);
            return cut;
        }
    }

    /** Renames as elements, all else as attributes: line ends do not outlive an attribute. */
    private static String configuration(Map<String, String> properties) {
        Map<String, String> attributes = new HashMap<>(properties);
        String renames = attributes.getOrDefault("renameFields", "");
        attributes.remove("renameFields");
        String elements =
                Xml.pairs("LineRename", renames).replace(" name=", " from=").replace(" value=", " to=");
        return "<Configuration><Appenders><Console name='CONSOLE'><JsonLine " + Xml.attributes(attributes) + ">"
                + elements + "</JsonLine></Console></Appenders><Loggers><Root/></Loggers></Configuration>";
    }
}
