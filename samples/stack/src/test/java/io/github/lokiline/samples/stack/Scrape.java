package io.github.lokiline.samples.stack;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that Prometheus scrapes, with the labels of each. Immutable by agreement. */
record Scrape(Map<String, Set<String>> labels) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? [^ ]+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static Scrape of(String text) {
        Map<String, Set<String>> labels = new TreeMap<>();
        Matcher samples = SAMPLE.matcher(text);
        while (samples.find()) {
            Set<String> names = labels.computeIfAbsent(samples.group(1), any -> new TreeSet<>());
            if (samples.group(2) != null) {
                LABEL.matcher(samples.group(2)).results().forEach(label -> names.add(label.group(1)));
            }
        }
        return new Scrape(labels);
    }

    Scrape and(Scrape other) {
        Map<String, Set<String>> all = new TreeMap<>(labels);
        all.putAll(other.labels);
        return new Scrape(all);
    }

    /** Adds the labels that Prometheus adds to scraped metrics; {@code prometheus.yml} names the first. */
    Scrape withTargetLabels() {
        Map<String, Set<String>> all = new TreeMap<>();
        labels.forEach((metric, names) -> {
            Set<String> more = new TreeSet<>(names);
            more.addAll(Set.of("service_name", "job", "instance"));
            all.put(metric, more);
        });
        return new Scrape(all);
    }
}
