package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.status.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/files.md}: its configurations, read from there and run. */
class FilesTest {

    @TempDir
    private Path dir;

    @Test
    void theAuditFileHoldsAJsonObjectALineAndRollsIntoCompressedOnes() throws Exception {
        // As on the page, but for a file that is full after a few lines.
        String xml =
                withoutFrame(Pages.blocks("files.md", "xml").get(0)).replace("<maxFileSize>100MB", "<maxFileSize>1KB");
        try (Logs logs = Logs.configured(xml)) {
            Logger audit = logs.context().getLogger("audit");
            List<String> logged = new ArrayList<>();
            Awaitility.await().atMost(Logs.SOON).until(() -> {
                logged.add("line " + logged.size());
                audit.info(logged.get(logged.size() - 1));
                return rolled().size() >= 2;
            });
            logs.logger().info("not for the audit");
            logs.context().stop();

            assertThat(logs.statuses())
                    .noneMatch(status -> status.getLevel() >= Status.WARN && !(status.getOrigin() instanceof Logger));
            List<String> kept = new ArrayList<>();
            for (Path file : rolled()) {
                kept.addAll(messages(unzipped(file)));
            }
            kept.addAll(messages(Files.readAllLines(dir.resolve("audit.jsonl"))));
            assertThat(kept).isEqualTo(logged);
        }
    }

    @Test
    void processesThatShareAFileNeverMixTheirLines() throws Exception {
        Files.writeString(
                dir.resolve("logback.xml"),
                inTemporaryFolder(Pages.blocks("files.md", "xml").get(1)));
        List<Child> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                processes.add(Child.start(LogsManyLines.class, dir));
            }
            for (Child process : processes) {
                process.end();
            }
        } finally {
            processes.forEach(Child::close);
        }

        Map<String, List<String>> byProcess = lines(only("jsonl")).stream()
                .collect(Collectors.groupingBy(
                        line -> line.get("process").asString(),
                        Collectors.mapping(line -> line.get("message").asString(), Collectors.toList())));
        assertThat(byProcess).hasSize(3);
        assertThat(byProcess.values())
                .allSatisfy(messages -> assertThat(messages).containsExactlyElementsOf(LogsManyLines.messages()));
    }

    private List<String> unzipped(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    private List<Path> rolled() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(".jsonl.gz"))
                    .sorted(Comparator.comparingInt(FilesTest::number))
                    .toList();
        }
    }

    /** {@code audit.2026-11-21.7.jsonl.gz} is 7. */
    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().split("\\.", -1)[2]);
    }

    private Path only(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> messages(List<String> lines) {
        return lines.stream()
                .map(line -> JsonMapper.shared().readTree(line).get("message").asString())
                .toList();
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private String inTemporaryFolder(String xml) {
        return xml.replace("${AUDIT_DIR:-logs}", dir.toString());
    }

    private String withoutFrame(String xml) {
        return inTemporaryFolder(xml).replace("<configuration>", "").replace("</configuration>", "");
    }
}
