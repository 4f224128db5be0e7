package io.github.lokiline.log4j2;

import io.github.lokiline.contract.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.util.BiConsumer;
import org.apache.logging.log4j.util.IndexedReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;

/** A message that has everything a sample has, in the sample's order. Immutable. */
final class SampleMessage extends MapMessage<SampleMessage, Object> {
    private static final long serialVersionUID = 1L;

    private final transient Sample sample;
    private final transient Entries entries;

    SampleMessage(Sample sample) {
        this.sample = sample;
        List<Map.Entry<String, Object>> all = new ArrayList<>();
        all.add(Map.entry("message", sample.message()));
        all.addAll(sample.keyValues());
        this.entries = new Entries(all);
    }

    @Override
    public IndexedReadOnlyStringMap getIndexedReadOnlyStringMap() {
        return entries;
    }

    @Override
    public String getFormattedMessage() {
        return sample.message();
    }

    @Override
    public String getFormat() {
        return sample.message();
    }

    /** What Log4j's own maps would sort and hold once each. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Log4j's interface is made so
    private record Entries(List<Map.Entry<String, Object>> entries) implements IndexedReadOnlyStringMap {
        @Override
        public String getKeyAt(int index) {
            return entries.get(index).getKey();
        }

        @Override
        public <V> V getValueAt(int index) {
            return (V) entries.get(index).getValue();
        }

        @Override
        public int indexOfKey(String key) {
            return entries.stream().map(Map.Entry::getKey).toList().indexOf(key);
        }

        @Override
        public boolean containsKey(String key) {
            return indexOfKey(key) >= 0;
        }

        @Override
        public <V> V getValue(String key) {
            return containsKey(key) ? getValueAt(indexOfKey(key)) : null;
        }

        @Override
        public boolean isEmpty() {
            return entries.isEmpty();
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public Map<String, String> toMap() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <V> void forEach(BiConsumer<String, ? super V> action) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <V, S> void forEach(TriConsumer<String, ? super V, S> action, S state) {
            throw new UnsupportedOperationException();
        }
    }
}
