package io.github.lokiline.testkit;

import static io.github.lokiline.testkit.LokiCaller.gzip;
import static io.github.lokiline.testkit.LokiCaller.snappy;
import static io.github.lokiline.testkit.Protobuf.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.lokiline.testkit.LokiUnderTest.Found;
import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Loki does with a push, asserted on {@link EmbeddedLoki} and, with {@code -Dloki.url=http://…} (and {@code
 * -Dloki.tenant=<prefix>} where tenants are on), on a real Loki with its default limits. It is what keeps the embedded one
 * honest.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LokiContractTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final LokiUnderTest loki = new LokiUnderTest();
    private final long now = loki.now;

    @AfterEach
    void close() {
        loki.close();
    }

    // --- what goes in comes out ---

    @Test
    void protobufReadsBackWithTimeLineLabelsAndMetadata() {
        HttpResponse<String> answer =
                loki.push(loki.protobuf("env=\"prod\"", entry(now + 1, "hello", Map.of("trace_id", "7"))));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        Found found = loki.find("", "", 1).get(0);
        assertThat(found.timestampNanos()).isEqualTo(now + 1);
        assertThat(found.line()).isEqualTo("hello");
        assertThat(found.labels())
                .containsEntry("env", "prod")
                .containsEntry("trace_id", "7")
                .containsEntry("service_name", "unknown_service")
                .containsEntry("detected_level", "unknown");
    }

    @Test
    void jsonReadsBackTheSame() {
        loki.pushJson("""
                {"streams": [{"stream": {"test": "TEST", "env": "prod"}, "values": [["NOW", "hello", {"trace_id": "7"}]]}]}""");
        loki.push(loki.protobuf("env=\"prod\"", entry(now + 1, "hello", Map.of("trace_id", "7"))));

        List<Found> found = loki.find("", "", 2);
        assertThat(found.get(0).labels()).isEqualTo(found.get(1).labels());
        assertThat(found.get(0).timestampNanos()).isEqualTo(now);
    }

    static Stream<String> lines() {
        return Stream.of(
                "with \" and \\ and ' and `",
                "tab\tand\nnewline\r\n",
                "nul \u0000 and \u0001 and \u007f",
                "emoji \ud83d\ude00, combining e\u0301, \u4e2d\u6587",
                "right to left \u05e9\u05dc\u05d5\u05dd \u202e",
                "line \u2028 separators \u2029",
                "",
                " ");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void anyLineIsKeptInBothEncodings(String line) {
        loki.push(loki.protobuf("", entry(now, line)));
        loki.pushJson("{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"\"],[\"" + (now + 1) + "\","
                + jsonString(line) + "]]}]}");

        assertThat(loki.find("", "", line.isEmpty() ? 2 : 3))
                .extracting(Found::line)
                .contains(line);
        assertThat(loki.find("", "", line.isEmpty() ? 2 : 3)
                        .get(line.isEmpty() ? 1 : 2)
                        .line())
                .isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "back\\slash", "new\nline", "\ud83d\ude00 \u4e2d", "tab\t", "'", "`", "a,b={c}"})
    void anyLabelValueIsKeptAndIsTheSameStreamInBothEncodings(String value) {
        String goQuoted = jsonString(value).replace("\\/", "/");
        loki.push(loki.protobuf("odd=" + goQuoted, entry(now, "protobuf")));
        loki.pushJson("{\"streams\":[{\"stream\":{\"test\":\"TEST\",\"odd\":" + jsonString(value)
                + "},\"values\":[[\"NOW\",\"json\"]]}]}");

        List<Found> found = loki.find("", "", 2);

        assertThat(found).allSatisfy(each -> assertThat(each.labels()).containsEntry("odd", value));
    }

    @Test
    void bytesThatAreNoUtf8AreShownAsReplacementCharacters() {
        loki.push(loki.protobuf("", entry(now, new byte[] {'a', (byte) 0xFF, 'b'}, Map.of())));

        assertThat(loki.lines(1)).containsExactly("a\ufffdb");
    }

    // --- encodings and content types ---

    static Stream<Arguments> acceptedEncodings() throws IOException {
        return Stream.of(
                arguments("application/json", "", "json"),
                arguments("application/json; charset=utf-8", "", "json"),
                arguments("Application/JSON", "", "json"),
                arguments("application/json", "snappy", "json"),
                arguments("application/json", "gzip", "gzipped json"),
                arguments("application/json", "deflate", "raw deflated json"),
                arguments("application/x-protobuf", "", "protobuf"),
                arguments("application/x-protobuf", "snappy", "protobuf"),
                arguments("application/x-protobuf", "gzip", "gzipped protobuf"),
                arguments("text/plain", "", "protobuf"));
    }

    @ParameterizedTest
    @MethodSource("acceptedEncodings")
    void acceptsTheseEncodings(String type, String encoding, String body) throws IOException {
        HttpResponse<String> answer = post(type, encoding, body(body));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(loki.lines(1)).containsExactly("encoded");
    }

    static Stream<Arguments> refusedEncodings() {
        return Stream.of(
                arguments("", "", "protobuf", "mime: no media type"),
                arguments("application/json", "deflate", "zlib json", "EOF"),
                arguments("application/json", "zstd", "json", "Content-Encoding \"zstd\" not supported"),
                arguments("application/json", "br", "json", "Content-Encoding \"br\" not supported"),
                arguments("application/json", "GZIP", "gzipped json", "Content-Encoding \"GZIP\" not supported"),
                arguments("application/json", "gzip", "json", "gzip: invalid header"),
                arguments("application/json", "gzip", "nothing", "EOF"),
                arguments("application/x-protobuf", "", "plain protobuf", "snappy: corrupt input"),
                arguments("application/x-protobuf", "", "json", "snappy: corrupt input"),
                arguments("application/x-protobuf", "", "framed snappy", "snappy: corrupt input"),
                arguments("application/x-protobuf", "", "gzipped protobuf", "snappy: corrupt input"),
                arguments("application/x-www-form-urlencoded", "", "json", "snappy: corrupt input"));
    }

    @ParameterizedTest
    @MethodSource("refusedEncodings")
    void refusesTheseEncodings(String type, String encoding, String body, String text) throws IOException {
        HttpResponse<String> answer = post(type, encoding, body(body));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(text + "\n");
        assertThat(loki.linesAfterAMarker()).isEmpty();
    }

    private HttpResponse<String> post(String type, String encoding, byte[] body) {
        return loki.caller()
                .with("Content-Type", type)
                .with("Content-Encoding", encoding)
                .post(LokiCaller.PUSH, body);
    }

    private byte[] body(String name) throws IOException {
        byte[] json = loki.filled("{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"encoded\"]]}]}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] protobuf = Protobuf.push(loki.protobuf("", entry(now, "encoded")));
        return switch (name) {
            case "json" -> json;
            case "gzipped json" -> gzip(json);
            case "raw deflated json" -> deflate(json, true);
            case "zlib json" -> deflate(json, false);
            case "protobuf" -> snappy(protobuf);
            case "gzipped protobuf" -> gzip(snappy(protobuf));
            case "plain protobuf" -> protobuf;
            case "framed snappy" -> framed(protobuf);
            case "nothing" -> new byte[0];
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] deflate(byte[] bytes, boolean raw) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(bytes);
        }
        deflater.end();
        return packed.toByteArray();
    }

    private static byte[] framed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (org.xerial.snappy.SnappyFramedOutputStream out = new org.xerial.snappy.SnappyFramedOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    // --- JSON, as strict and as lax as it is ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "nonsense",
                "{\"streams\":[null]}",
                "{\"streams\":[{\"stream\":null,\"values\":[[\"NOW\",\"x\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[NOW,\"x\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"1.5\",\"x\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"\",\"x\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"99999999999999999999\",\"x\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",7]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"x\",{\"k\":7}]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"x\",{\"k\":null}]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"x\",{\"k\":{}}]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"x\",\"k\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"lone \\ud800\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"bad \\q\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"raw \u0001\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"good\"]]},"
                        + "{\"stream\":{\"foo.bar\":\"x\"},\"values\":[[\"NOW\",\"bad\"]]}]}"
            })
    void refusesMalformedJsonAsAWhole(String template) {
        HttpResponse<String> answer = loki.pushJson(template);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isNotBlank();
        assertThat(loki.linesAfterAMarker()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"x\"]]}]} trailing garbage",
                "{\"other\":[1,{}],\"streams\":[{\"values\":[[\"NOW\",\"x\"]],\"more\":1,\"stream\":{\"test\":\"TEST\"}}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"x\",{}]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"x\",{\"k\":\"v\"},7]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\",\"n\":1,\"b\":true,\"z\":null},\"values\":[[\"NOW\",\"x\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[null,[\"NOW\",\"x\"]]}]}",
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\",\"x\"]]},{\"stream\":{\"a\":\"b\"}}]}"
            })
    void acceptsUnusualJson(String template) {
        HttpResponse<String> answer = loki.pushJson(template);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(loki.lines(1)).containsExactly("x");
    }

    @Test
    void turnsLabelValuesThatAreNoStringsIntoTheirText() {
        loki.pushJson(
                "{\"streams\":[{\"stream\":{\"test\":\"TEST\",\"n\":1,\"b\":true,\"z\":null},\"values\":[[\"NOW\",\"x\"]]}]}");

        assertThat(loki.find("", "", 1).get(0).labels())
                .containsEntry("n", "1")
                .containsEntry("b", "true")
                .containsEntry("z", "null");
    }

    @Test
    void takesAnEntryOfATimeOnlyForAnEmptyLine() {
        HttpResponse<String> answer =
                loki.pushJson("{\"streams\":[{\"stream\":{\"test\":\"TEST\"},\"values\":[[\"NOW\"]]}]}");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(loki.lines(1)).containsExactly("");
    }

    @Test
    void answersAPushOfNothing() {
        HttpResponse<String> noStream = loki.pushJson("{\"streams\":[]}");
        HttpResponse<String> noEntry = loki.pushJson("{\"streams\":[{\"stream\":{\"test\":\"TEST\"}}]}");

        assertThat(noStream.statusCode()).isEqualTo(422);
        assertThat(noStream.body()).isEqualTo("error at least one valid stream is required for ingestion\n");
        assertThat(noStream.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
        assertThat(loki.pushJson("{}").statusCode()).isEqualTo(422);
        assertThat(loki.push().statusCode()).isEqualTo(422);
        assertThat(noEntry.statusCode()).isEqualTo(204);
    }

    @Test
    void takesTheOldPathAndItsDialect() {
        HttpResponse<String> answer = loki.caller()
                .with("Content-Type", "application/json")
                .post(
                        "/api/prom/push",
                        loki.filled("{\"streams\":[{\"labels\":\"{test=\\\"TEST\\\"}\",\"entries\":[{\"ts\":\""
                                        + java.time.Instant.ofEpochSecond(0, now) + "\",\"line\":\"old\"}]}]}")
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(loki.find("", "", 1).get(0))
                .extracting(Found::timestampNanos, Found::line)
                .containsExactly(now, "old");
    }

    // --- protobuf ---

    static Stream<Arguments> malformedProtobuf() {
        byte[] cut = Protobuf.push(Protobuf.stream("{a=\"b\"}", entry(1, "x")));
        byte[] shorter = java.util.Arrays.copyOf(cut, cut.length - 1);
        return Stream.of(
                arguments(shorter, "unexpected EOF"),
                arguments(new Protobuf().raw(0x0A).toBytes(), "unexpected EOF"),
                arguments(new Protobuf().number(1, 5).toBytes(), "proto: wrong wireType = 0 for field Streams"),
                arguments(new Protobuf().raw(0x0C).toBytes(), "proto: PushRequest: wiretype end group for non-group"),
                arguments(new Protobuf().raw(0x02, 0).toBytes(), "proto: PushRequest: illegal tag 0 (wire type 2)"),
                arguments(new Protobuf().raw(0x1F).toBytes(), "proto: illegal wireType 7"),
                arguments(
                        new Protobuf()
                                .raw(0x0A, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)
                                .toBytes(),
                        "proto: integer overflow"),
                arguments(
                        new Protobuf().raw(0x0A).varint(-1).toBytes(),
                        "proto: negative length found during unmarshaling"),
                arguments(
                        Protobuf.push(new Protobuf().number(2, 1).toBytes()),
                        "proto: wrong wireType = 0 for field Entries"),
                arguments(
                        Protobuf.push(Protobuf.stream(
                                "{a=\"b\"}", new Protobuf().number(2, 1).toBytes())),
                        "proto: wrong wireType = 0 for field Line"));
    }

    @ParameterizedTest
    @MethodSource("malformedProtobuf")
    void refusesMalformedProtobuf(byte[] protobuf, String text) {
        HttpResponse<String> answer =
                loki.caller().with("Content-Type", "application/x-protobuf").post(LokiCaller.PUSH, snappy(protobuf));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(text + "\n");
    }

    @Test
    void passesOverUnknownFields() {
        byte[] odd = new Protobuf()
                .number(99, 7)
                .bytes(98, "text")
                .raw(0xEB, 6, 0xEC, 6)
                .toBytes();
        byte[] stream = concat(loki.protobuf("", concat(entry(now, "known"), odd)), odd);

        HttpResponse<String> answer = loki.caller()
                .with("Content-Type", "application/x-protobuf")
                .post(LokiCaller.PUSH, snappy(concat(Protobuf.push(stream), odd)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(loki.lines(1)).containsExactly("known");
    }

    private static byte[] concat(byte[] a, byte[] b) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(a);
        both.writeBytes(b);
        return both.toByteArray();
    }

    // --- labels as text ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{test='ID'}",
                "{test=`ID`}",
                "{ test = \"ID\" , }",
                "{test=\"ID\",empty=\"\"}",
            })
    void readsTheseLabelTexts(String text) {
        loki.push(Protobuf.stream(text.replace("ID", loki.id), entry(now, "x")));

        assertThat(loki.find("", "", 1).get(0).labels())
                .containsEntry("test", loki.id)
                .doesNotContainKey("empty");
    }

    @Test
    void makesALabelOfANameBeforeTheBraces() {
        loki.push(Protobuf.stream("up" + loki.stream(""), entry(now, "x")));

        assertThat(loki.find("", "", 1).get(0).labels()).containsEntry("__name__", "up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{foo.bar=\"x\"}        | 1:5: parse error: unexpected character inside braces: '.'",
                "{1a=\"x\"}             | 1:2: parse error: unexpected character inside braces: '1'",
                "{a=\"x\"               | 1:7: parse error: unexpected end of input inside braces",
                "{a=\"x}                | 1:4: parse error: unterminated quoted string",
                "{a=x}                  | 1:4: parse error: unexpected identifier \"x\" in label set, expected string",
                "{a}                    | 1:3: parse error: unexpected \"}\" in label set, expected \"=\"",
                "{a=\"x\" b=\"y\"}      | 1:8: parse error: unexpected identifier \"b\" in label set, expected \",\" or \"}\"",
                "{a=\"\\q\"}            | 1:4: parse error: unknown escape sequence U+0071 'q'",
                "{a=\"\ufffd\"}         | 1:4: parse error: invalid UTF-8 rune",
                "{{a=\"x\"}}            | 1:2: parse error: unexpected left brace '{'",
            })
    void refusesTheseLabelTextsAndAllStreamsWithThem(String text, String error) {
        HttpResponse<String> answer =
                loki.push(loki.protobuf("", entry(now, "neighbour")), Protobuf.stream(text, entry(now, "x")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("couldn't parse labels: " + error + "\n");
        assertThat(loki.linesAfterAMarker()).isEmpty();
    }

    @Test
    void acceptsAStreamWithoutLabelsAsUnknownService() {
        LokiUnderTest.needsTenants();

        HttpResponse<String> answer = loki.push(Protobuf.stream("{}", entry(now, "x")));

        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @Test
    void readsAQuotedName() {
        loki.needsRelease(3, 7);

        loki.push(Protobuf.stream("{\"test\"=\"" + loki.id + "\"}", entry(now, "x")));

        assertThat(loki.lines(1)).containsExactly("x");
    }

    @Test
    void acceptsAQuotedNameAndThenFailsEveryQueryThatMeetsIt() {
        LokiUnderTest.needsTenants();
        loki.needsRelease(3, 7);

        assertThat(loki.push(loki.protobuf("\"foo.bar\"=\"x\"", entry(now, "x")))
                        .statusCode())
                .isEqualTo(204);

        assertThat(loki.query(loki.stream(""), "").statusCode()).isEqualTo(500);
    }

    // --- validation: the bad is refused, the rest is stored ---

    @Test
    void refusesBadEntriesAndStoresTheirNeighbours() {
        HttpResponse<String> answer = loki.push(loki.protobuf(
                "",
                entry(now, "first"),
                entry(now - 8 * DAY, "old"),
                entry(now + 20 * MINUTE, "new"),
                entry(now + 1, "x".repeat(262_145)),
                entry(now + 2, "m", Map.of("k", "v".repeat(66_000))),
                entry(now + 3, "n", manyPairs(129)),
                entry(now + 4, "last")));

        assertThat(answer.statusCode()).isEqualTo(400);
        String stream = "{service_name=\"unknown_service\", test=\"" + loki.id + "\"}";
        assertThat(answer.body())
                .contains("1 errors like: entry for stream '" + stream + "' has timestamp too old: ")
                .contains("1 errors like: entry for stream '" + stream + "' has timestamp too new: ")
                .containsIgnoringCase("max entry size '262144' bytes exceeded for stream '" + stream
                        + "' while adding an entry with length '262145' bytes")
                .contains("stream '" + stream
                        + "' has structured metadata too large: '66001' bytes, limit: '65536' bytes.")
                .contains("stream '" + stream + "' has too many structured metadata labels: '129', limit: '128'.")
                .contains("; ")
                .endsWith("\n");
        assertThat(loki.lines(2)).containsExactly("first", "last");
    }

    @Test
    void countsEqualErrorsAndTellsASingleOnePlainly() {
        HttpResponse<String> one = loki.push(loki.protobuf("", entry(now - 8 * DAY, "a")));
        HttpResponse<String> three = loki.push(
                loki.protobuf("", entry(now - 8 * DAY, "a"), entry(now - 8 * DAY, "b"), entry(now - 8 * DAY, "c")));

        assertThat(one.body()).startsWith("entry for stream '");
        assertThat(three.body()).startsWith("3 errors like: entry for stream '");
    }

    @Test
    void keepsTheLongestLineThatIsAllowed() {
        assertThat(loki.push(loki.protobuf("", entry(now, "\u00e9".repeat(131_072))))
                        .statusCode())
                .isEqualTo(204);
        assertThat(loki.push(loki.protobuf("", entry(now, "\u00e9".repeat(131_072) + "x")))
                        .statusCode())
                .isEqualTo(400);
    }

    static Stream<Arguments> badStreams() {
        String fifteen = IntStream.rangeClosed(1, 15)
                .mapToObj(i -> "l" + i + "=\"v\"")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        return Stream.of(
                arguments(fifteen, "' has 16 label names; limit 15"),
                arguments("n".repeat(1025) + "=\"x\"", "' has label name too long: '" + "n".repeat(1025) + "'"),
                arguments("a=\"" + "v".repeat(2049) + "\"", "' has label value too long: '" + "v".repeat(2049) + "'"),
                arguments("a=\"1\", a=\"2\"", "' has duplicate label name: 'a'"));
    }

    @ParameterizedTest
    @MethodSource("badStreams")
    void refusesBadStreamsAndStoresTheOthers(String labels, String error) {
        HttpResponse<String> answer =
                loki.push(loki.protobuf(labels, entry(now, "bad")), loki.protobuf("", entry(now, "good")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).matches("(?s)(entry for )?stream '\\{.*").contains(error);
        assertThat(loki.lines(1)).containsExactly("good");
    }

    @Test
    void doesNotCountServiceNameAmongTheLabels() {
        String fourteen = IntStream.rangeClosed(1, 14)
                .mapToObj(i -> "l" + i + "=\"v\"")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();

        assertThat(loki.push(loki.protobuf(fourteen + ", service_name=\"s\"", entry(now, "x")))
                        .statusCode())
                .isEqualTo(204);
    }

    // --- the ingester's rules ---

    @Test
    void refusesWhatIsAnHourBehindTheNewestOfItsStream() {
        loki.push(loki.protobuf("", entry(now, "newest")));

        HttpResponse<String> answer = loki.push(loki.protobuf(
                "", entry(now - 2 * HOUR, "2h"), entry(now - 30 * MINUTE, "30m"), entry(now + 1, "fresh")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("entry with timestamp " + GoTimeFormat.string(now - 2 * HOUR)
                        + " ignored, reason: 'entry too far behind, entry timestamp is: "
                        + GoTimeFormat.rfc3339(now - 2 * HOUR) + ", oldest acceptable timestamp is: "
                        + GoTimeFormat.rfc3339(now - HOUR) + "',\nuser '")
                .endsWith("', total ignored: 1 out of 3 for stream: {service_name=\"unknown_service\", test=\""
                        + loki.id + "\"}\n");
        assertThat(loki.lines(3)).containsExactly("30m", "newest", "fresh");
    }

    @Test
    void acceptsAnOldBacklogWhenItComesInOrder() {
        HttpResponse<String> answer = loki.push(loki.protobuf(
                "",
                entry(now - 5 * HOUR, "5h"),
                entry(now - 3 * HOUR, "3h"),
                entry(now - HOUR, "1h"),
                entry(now, "now")));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(loki.lines(4)).containsExactly("5h", "3h", "1h", "now");
    }

    @Test
    void hidesAFailedStreamBehindALaterGoodOne() {
        loki.push(loki.protobuf("s=\"late\"", entry(now, "newest")));

        HttpResponse<String> hidden = loki.push(
                loki.protobuf("s=\"late\"", entry(now - 3 * HOUR, "lost")),
                loki.protobuf("s=\"good\"", entry(now, "good")));
        HttpResponse<String> shown = loki.push(
                loki.protobuf("s=\"good\"", entry(now + 1, "also good")),
                loki.protobuf("s=\"late\"", entry(now - 3 * HOUR, "lost")));

        assertThat(hidden.statusCode()).isEqualTo(204);
        assertThat(shown.statusCode()).isEqualTo(400);
        assertThat(shown.body()).contains("total ignored: 1 out of 1 for stream");
        assertThat(loki.linesAfterAMarker()).containsExactlyInAnyOrder("newest", "good", "also good");
    }

    @Test
    void replacesValidationErrorsByTheIngestersError() {
        loki.push(loki.protobuf("", entry(now, "newest")));

        HttpResponse<String> answer =
                loki.push(loki.protobuf("", entry(now - 8 * DAY, "too old"), entry(now - 3 * HOUR, "behind")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("entry with timestamp ").contains("1 out of 1");
    }

    @Test
    void keepsEqualEntriesOnce() {
        byte[] push = loki.protobuf("", entry(now, "a"), entry(now, "b"), entry(now, "a"));

        loki.push(push);
        loki.push(push);

        assertThat(loki.linesAfterAMarker()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void keepsEntriesThatDifferInMetadataApart() {
        loki.needsRelease(3, 7);

        loki.push(loki.protobuf(
                "", entry(now, "a"), entry(now, "a", Map.of("k", "1")), entry(now, "a", Map.of("k", "2"))));

        assertThat(loki.lines(3)).containsExactly("a", "a", "a");
    }

    // --- what Loki adds and changes ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "app=\"a\", service=\"s\"               | s",
                "job=\"j\", container=\"c\"             | c",
                "app_kubernetes_io_name=\"k\"           | k",
                "service_name=\"given\", app=\"a\"      | given",
                "other=\"o\"                            | unknown_service",
            })
    void findsTheServiceNameInTheLabels(String labels, String serviceName) {
        loki.push(loki.protobuf(labels, entry(now, "x")));

        assertThat(loki.find("", "", 1).get(0).labels()).containsEntry("service_name", serviceName);
    }

    static Stream<Arguments> levels() {
        return Stream.of(
                arguments("", Map.of(), "nothing to see", "unknown"),
                arguments("", Map.of(), "ERROR something broke", "error"),
                arguments("", Map.of(), "[warning] careful", "warn"),
                arguments("", Map.of(), "first info, then error", "info"),
                arguments("", Map.of(), "{\"level\": \"WARN\", \"m\": \"x\"}", "warn"),
                arguments("", Map.of(), "{\"level\": 40}", "unknown"),
                arguments("", Map.of(), "ts=1 level=debug msg=\"an error\"", "debug"),
                arguments("", Map.of("level", "SEVERE"), "x", "SEVERE"),
                arguments("", Map.of("severity_number", "17"), "x", "error"));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void detectsTheLevel(String labels, Map<String, String> metadata, String line, String level) {
        loki.push(loki.protobuf(labels, entry(now, line, metadata)));

        assertThat(loki.find("", "", 1).get(0).labels()).containsEntry("detected_level", level);
    }

    static Stream<Arguments> newerLevels() {
        return Stream.of(
                arguments("", Map.of(), "misc:error is no word", "unknown"),
                arguments("", Map.of("level", "Information"), "x", "info"),
                arguments("", Map.of("detected_level", "FATAL", "level", "info"), "x", "fatal"),
                arguments("level=\"DBG\"", Map.of("level", "info"), "x", "debug"));
    }

    @ParameterizedTest
    @MethodSource("newerLevels")
    void detectsTheLevelWhereOlderReleasesFailed(
            String labels, Map<String, String> metadata, String line, String level) {
        loki.needsRelease(3, 7);

        detectsTheLevel(labels, metadata, line, level);
    }

    @Test
    void normalizesTheNamesOfMetadata() {
        loki.needsRelease(3, 6);

        loki.push(loki.protobuf(
                "",
                entry(
                        now,
                        "x",
                        Map.of(
                                "a.b", "1", "c-d", "2", "1x", "3", "__y", "4", "sp  ace", "5", "x\u4e2d", "6", "__z__",
                                "7"))));

        assertThat(loki.find("", "", 1).get(0).labels())
                .containsEntry("a_b", "1")
                .containsEntry("c_d", "2")
                .containsEntry("key_1x", "3")
                .containsEntry("_y", "4")
                .containsEntry("sp_ace", "5")
                .containsEntry("x_", "6")
                .containsEntry("__z__", "7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_  | normalization for label name \"_\" resulted in invalid name \"_\"",
                "-  | normalization for label name \"-\" resulted in invalid name \"_\"",
                "\u00e9 | normalization for label name \"\u00e9\" resulted in invalid name \"_\"",
                "\u4e2d\u6587 | normalization for label name \"\u4e2d\u6587\" resulted in invalid name \"_\"",
                "'' | label name is empty",
            })
    void refusesThePushForAMetadataNameOfWhichNothingIsLeft(String name, String error) {
        loki.needsRelease(3, 6);

        HttpResponse<String> answer =
                loki.push(loki.protobuf("", entry(now, "neighbour"), entry(now + 1, "poisoned", Map.of(name, "v"))));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo(error + "\n");
        assertThat(loki.linesAfterAMarker()).isEmpty();
    }

    // --- sizes and rates ---

    @Test
    void failsForGoodAboveFourMegabytesOfProtobuf() {
        LokiUnderTest.needsTenants();

        HttpResponse<String> answer = loki.push(loki.protobuf("", megabytes(4.3)));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .matches("rpc error: code = ResourceExhausted desc = grpc: received message larger than max"
                        + " \\(\\d+ vs\\. 4194304\\)\n");
        assertThat(loki.linesAfterAMarker()).isEmpty();
    }

    @Test
    void acceptsJustBelowFourMegabytes() {
        LokiUnderTest.needsTenants();

        assertThat(loki.push(loki.protobuf("", megabytes(3.95))).statusCode()).isEqualTo(204);
    }

    @Test
    void refusesForGoodWhatIsAboveTheTenantsBurst() {
        LokiUnderTest.needsTenants();
        byte[] tooMuch = loki.protobuf("", megabytes(6.6));

        HttpResponse<String> answer = loki.push(tooMuch);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body())
                .containsIgnoringCase("ingestion rate limit exceeded for user ")
                .contains(
                        " (limit: 4194304 bytes/sec) while attempting to ingest '33' lines totaling '6600000' bytes, ");
        assertThat(loki.push(tooMuch).statusCode()).isEqualTo(429);
        assertThat(loki.push(loki.protobuf("", entry(now, "small"))).statusCode())
                .isEqualTo(204);
        assertThat(loki.lines(1)).containsExactly("small");
    }

    private byte[][] megabytes(double megabytes) {
        int entries = (int) Math.round(megabytes * 1_000_000 / 200_000);
        return IntStream.range(0, entries)
                .mapToObj(i -> entry(now + i, "x".repeat(200_000)))
                .toArray(byte[][]::new);
    }

    private static Map<String, String> manyPairs(int pairs) {
        Map<String, String> metadata = new java.util.TreeMap<>();
        IntStream.range(0, pairs).forEach(i -> metadata.put("k" + i, "v"));
        return metadata;
    }

    // --- tenants and routes ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~     | 401 | no org id",
                "a b/c  | 400 | tenant ID 'a b/c' contains unsupported character ' '",
                "~a|b~  | 400 | multiple org IDs present",
                "..     | 400 | tenant ID is '.' or '..'",
            })
    void refusesThesePushesForTheirTenant(String tenant, int status, String error) {
        LokiUnderTest.needsTenants();

        HttpResponse<String> answer =
                loki.caller().with("X-Scope-OrgID", tenant).pushProtobuf(loki.protobuf("", entry(now, "x")));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(error + "\n");
    }

    @Test
    void keepsTenantsApart() {
        LokiUnderTest.needsTenants();
        loki.caller().with("X-Scope-OrgID", "other-" + loki.id).pushProtobuf(loki.protobuf("", entry(now, "theirs")));

        loki.push(loki.protobuf("", entry(now, "ours")));

        assertThat(loki.lines(1)).containsExactly("ours");
    }

    @Test
    void answersOtherRoutesAndMethods() {
        // the release decides which, and whether tenants are on
        assertThat(loki.caller().get(LokiCaller.PUSH).statusCode()).isIn(404, 405);
        assertThat(loki.caller().post("/loki/api/v1/push/", new byte[0]).statusCode())
                .isEqualTo(404);
        assertThat(loki.caller().post("/loki/api/v2/push", new byte[0]).body()).isEqualTo("404 page not found\n");
        assertThat(loki.caller().post("/LOKI/api/v1/push", new byte[0]).statusCode())
                .isEqualTo(404);
        assertThat(loki.caller().get("/ready").body()).isEqualTo("ready\n");
    }

    @Test
    void showsItsLimitsInItsConfiguration() {
        HttpResponse<String> config = loki.caller().get("/config");

        assertThat(config.statusCode()).isEqualTo(200);
        assertThat(config.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(config.body().lines())
                .containsSubsequence(
                        "limits_config:",
                        "  ingestion_rate_mb: 4",
                        "  ingestion_burst_size_mb: 6",
                        "  max_label_names_per_series: 15",
                        "  reject_old_samples: true",
                        "  reject_old_samples_max_age: 1w",
                        "  creation_grace_period: 10m",
                        "  max_line_size: 256KB",
                        "  max_global_streams_per_user: 5000",
                        "  unordered_writes: true",
                        "  per_stream_rate_limit: 3MB",
                        "  allow_structured_metadata: true",
                        "  max_structured_metadata_size: 64KB");
    }

    private static String jsonString(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
