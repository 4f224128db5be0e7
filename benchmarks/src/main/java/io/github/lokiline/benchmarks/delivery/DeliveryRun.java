package io.github.lokiline.benchmarks.delivery;

import io.github.lokiline.benchmarks.contender.PusherKind;
import io.github.lokiline.benchmarks.sink.JavaProcess;
import io.github.lokiline.benchmarks.sink.SinkProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of one contender: its process, the sink's process, and their combined figures. Owned by one thread. */
public final class DeliveryRun implements AutoCloseable {

    private final SinkProcess sink = SinkProcess.start();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final PusherKind kind;
    private final DeliveryOptions options;
    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;
    private int sent;
    private long startMillis;

    private DeliveryRun(PusherKind kind, DeliveryOptions options) throws IOException {
        this.kind = kind;
        this.options = options;
        List<String> words = new ArrayList<>(List.of(kind.name(), sink.url()));
        words.addAll(options.words());
        this.process = new ProcessBuilder(
                        JavaProcess.command(options.jvm(), DeliveryCase.class, words.toArray(new String[0])))
                .redirectError(Redirect.INHERIT)
                .start();
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    public static Map<String, Double> run(PusherKind kind, DeliveryOptions options)
            throws IOException, InterruptedException {
        try (DeliveryRun trial = new DeliveryRun(kind, options)) {
            return trial.run();
        }
    }

    private Map<String, Double> run() throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("warm")) {
                sink.ask("keep");
                goOn();
                breakDown();
            } else if (words[0].equals("sent")) {
                sent = Integer.parseInt(words[1]);
                startMillis = Long.parseLong(words[2]);
                settle();
                goOn();
            } else if (line.contains("=")) {
                figure(line);
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(kind + " has ended with " + process.exitValue());
        }
        return options.question() == Scenario.IDLE ? figures : whole();
    }

    private void figure(String word) {
        figures.put(word.substring(0, word.indexOf('=')), Double.valueOf(word.substring(word.indexOf('=') + 1)));
    }

    private void goOn() throws IOException {
        input.newLine();
        input.flush();
    }

    private void breakDown() throws InterruptedException {
        if (options.question() == Scenario.OUTAGE) {
            Thread.sleep(250L * options.seconds());
            sink.ask("status 503");
            Thread.sleep(500L * options.seconds());
            sink.ask("status 204");
        }
    }

    /** Waits until no push has arrived for some seconds; a longer retry counts as a loss, as it would for a user. */
    private void settle() throws InterruptedException {
        String before = "";
        String now = sink.ask("pushes");
        while (!now.equals(before)) {
            before = now;
            Thread.sleep(Footprint.SETTLING_MILLIS);
            now = sink.ask("pushes");
        }
    }

    private Map<String, Double> whole() {
        for (String word : sink.ask("report " + sent).split(" ", -1)) {
            figure(word);
        }
        double arrived = kind == PusherKind.NOTHING ? sent : figure("arrived", 1);
        double seconds = (figure("lastMillis", 1) - startMillis) / 1000;
        figures.put("sent", (double) sent);
        // One thread may have logged more than the other, so the numbers may have gaps.
        figures.put("missing", sent - figure("arrived", 1));
        figures.put("unaccounted", figure("missing", 1) - figure("dropped", 1));
        figures.put("eventsPerSecond", kind == PusherKind.NOTHING ? 0 : arrived / seconds);
        figures.put("cpuPerEvent", figure("processCpu", arrived));
        figures.put("workersCpu", figure("workersCpu", arrived));
        figures.put("jvmCpu", figures.get("cpuPerEvent") - figure("callersCpu", arrived) - figure("workersCpu", 1));
        figures.put("bodyBytes", figure("bodyBytes", figure("entries", 1)));
        figures.put("wireBytes", figures.get("bodyBytes") + figure("headerBytes", figure("entries", 1)));
        figures.put("entriesPerPush", figure("entries", figure("pushes", 1)));
        return figures;
    }

    private double figure(String name, double divisor) {
        double value = figures.getOrDefault(name, 0.0);
        return divisor == 0 ? 0 : value / divisor;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        sink.close();
    }
}
