package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which extras a line has, in which order, and what becomes of their names. */
@Tag("promise-10")
class ExtraFieldsTest {
    private final TestEvent event = new TestEvent();
    private final Utf8JsonWriter writer = new Utf8JsonWriter();

    @Test
    void standInTheOrderOfTheirSources() {
        event.properties.put("p", "0");
        event.context("m", "1").keyValue("k", 2).attached("f", 4);
        event.arguments.add(3);
        event.markers.add("t");

        assertThat(extras("context=all", "arguments=all", "markers=all", "staticField=s=-1"))
                .isEqualTo("{\"s\":\"-1\",\"p\":\"0\",\"m\":\"1\",\"k\":2,\"arg0\":3,\"f\":4,\"tags\":[\"t\"]}");
    }

    @Test
    void haveContextAndKeyValuesAndAttachedFieldsAndNothingElseByDefault() {
        event.properties.put("p", "0");
        event.context("m", "1").keyValue("k", 2).attached("f", 4);
        event.arguments.add(3);
        event.markers.add("t");

        assertThat(extras()).isEqualTo("{\"m\":\"1\",\"k\":2,\"f\":4}");
        assertThat(extras("mdc=none", "keyValues=NONE")).isEqualTo("{\"f\":4}");
    }

    @Test
    void areChosenByGlobsOfTheirSource() {
        event.context("user_id", "1").context("user_secret", "2").context("path", "3");
        event.keyValue("path", 4).keyValue("x", 5);

        assertThat(extras("mdc=user_*\n!*_secret", "keyValues=!x")).isEqualTo("{\"user_id\":\"1\",\"path\":4}");
    }

    @Test
    void areChosenByTheKeyAndNotByTheNameShown() {
        event.context("a", "1").context("b", "2");

        assertThat(extras("mdc=a", "renameFields=a=b")).isEqualTo("{\"b\":\"1\"}");
    }

    @Test
    void standInTheOrderOfTheGlobsWhereTheirSourceHasNone() {
        event.context("c", "1").context("b2", "2").context("b1", "3").context("a", "4");
        event.properties.putAll(Map.of("y", "5", "x", "6"));
        event.keyValue("z", 7).keyValue("w", 8);

        assertThat(extras("context=y,x", "mdc=c,b*,*", "keyValues=w,z"))
                .isEqualTo(
                        "{\"y\":\"5\",\"x\":\"6\",\"c\":\"1\",\"b1\":\"3\",\"b2\":\"2\",\"a\":\"4\",\"z\":7,\"w\":8}");
    }

    @Test
    void standInTheFormatsPlaceWhetherChosenOrNot() {
        event.context("m", "1").keyValue("k", 2).attached("f", 4);
        event.properties.put("p", "0");
        event.arguments.add(3);
        event.markers.add("t");

        assertThat(line("format=p,m,k,arg0,f,tags", "mdc=none", "keyValues=none", "markers=all"))
                .isEqualTo("{\"p\":\"0\",\"m\":\"1\",\"k\":2,\"arg0\":3,\"f\":4,\"tags\":[\"t\"]}");
    }

    @Test
    void stayHiddenInTheFormatsPlaceThoughTheirSecretNameIsRenamed() {
        event.context("password", "s3cret");

        assertThat(line("format=password,message", "renameFields=password=pw"))
                .isEqualTo("{\"pw\":\"***\",\"message\":\"hi\"}");
    }

    @Test
    void nestInTheObjectOfTheirSource() {
        event.context("a", "1").keyValue("a", 2).keyValue("message", 3);

        assertThat(line("format=message", "mdcField=mdc"))
                .isEqualTo("{\"message\":\"hi\",\"mdc\":{\"a\":\"1\"},\"a\":2,\"message_\":3}");
        assertThat(line("format=message", "mdcField=mdc", "keyValuesField=data"))
                .isEqualTo("{\"message\":\"hi\",\"mdc\":{\"a\":\"1\"},\"data\":{\"a\":2,\"message\":3}}");
        assertThat(line("format=message", "mdcField=x", "keyValuesField=x"))
                .isEqualTo("{\"message\":\"hi\",\"x\":{\"a\":2,\"message\":3}}");
    }

    @Test
    void areRenamedAndHiddenAndMergedInsideAnObjectToo() {
        event.context("a", "1").context("b", "2").context("password", "3");

        assertThat(extras("mdcField=mdc", "renameFields=b=a"))
                .isEqualTo("{\"mdc\":{\"a\":\"2\",\"password\":\"***\"}}");
    }

    @Test
    void leaveOutTheObjectThatWouldBeEmpty() {
        event.context("a", "1").keyValue("b", 2);

        assertThat(line("format=a,message", "mdcField=mdc", "keyValuesField=data", "keyValues=none"))
                .isEqualTo("{\"a\":\"1\",\"message\":\"hi\"}");
    }

    @Test
    void neverTakeTheNameOfAnObjectOfExtras() {
        event.context("a", "1").keyValue("mdc", 2).keyValue("mdc.x", 3);

        assertThat(extras("mdcField=mdc")).isEqualTo("{\"mdc\":{\"a\":\"1\"},\"mdc_\":2,\"mdc.x\":3}");
        assertThat(extras("mdcField=mdc", "dottedKeys=nest"))
                .isEqualTo("{\"mdc\":{\"a\":\"1\"},\"mdc_\":2,\"mdc.x\":3}");
    }

    @Test
    void nestByTheirDotsWhenAsked() {
        event.context("http.request.id", "1").context("http.method", "GET");
        event.keyValue("http.status", 200)
                .keyValue("plain", true)
                .keyValue(".a", 1)
                .keyValue("b..c", 2);

        assertThat(extras("dottedKeys=nest"))
                .isEqualTo("{\"http\":{\"method\":\"GET\",\"request\":{\"id\":\"1\"},\"status\":200},\"plain\":true,"
                        + "\".a\":1,\"b..c\":2}");
        assertThat(extras()).startsWith("{\"http.method\":\"GET\",\"http.request.id\":\"1\",\"http.status\":200,");
    }

    @Test
    void keepTheirDotsWhereAnExtraIsNoObject() {
        event.keyValue("a", 1)
                .keyValue("a.b", 2)
                .keyValue("a.b.c", 3)
                .keyValue("x.y", 4)
                .keyValue("x.y.z", 5);

        assertThat(extras("dottedKeys=nest")).isEqualTo("{\"a\":1,\"a.b\":2,\"a.b.c\":3,\"x\":{\"y\":4,\"y.z\":5}}");
    }

    @Test
    void makeWayForAnObjectMadeOfDots() {
        event.keyValue("a.b", 1).keyValue("a", 2).keyValue("a", 3);

        EventEncoder<TestEvent> encoder = encoder("format=message", "dottedKeys=nest");

        assertThat(line(encoder)).isEqualTo("{\"message\":\"hi\",\"a\":{\"b\":1},\"a_\":3}");
        assertThat(encoder.counts().movedFields()).isEqualTo(2);
    }

    @Test
    void neverReplaceAFieldWhoseNameTheyGetByMakingWay() {
        event.keyValue("a.b", 2).keyValue("a_", 5).keyValue("a", 1).keyValue("a", 3);

        assertThat(line("format=message", "dottedKeys=nest"))
                .isEqualTo("{\"message\":\"hi\",\"a\":{\"b\":2},\"a_\":5,\"a__\":3}");
        event.keyValues.clear();
        event.keyValue("message", 1).keyValue("message_", 2).keyValue("message", 3);
        assertThat(line("format=message")).isEqualTo("{\"message\":\"hi\",\"message_\":3,\"message__\":2}");
        assertThat(line("format=message", "duplicateKeys=first"))
                .isEqualTo("{\"message\":\"hi\",\"message_\":1,\"message__\":2}");
    }

    @Test
    void keepTheirDotsWhereAStaticOrBuiltInFieldHasTheName() {
        event.keyValue("message.id", 1).keyValue("env.name", 2).keyValue("truncated.x", 3);

        assertThat(line("format=message", "dottedKeys=nest", "staticField=env=dev"))
                .isEqualTo("{\"message\":\"hi\",\"env\":\"dev\",\"message.id\":1,\"env.name\":2,\"truncated.x\":3}");
    }

    @Test
    void nestNoDeeperThanEightObjects() {
        event.keyValue("1.2.3.4.5.6.7.8.9.10.11", 0);

        assertThat(extras("dottedKeys=nest"))
                .isEqualTo("{\"1\":{\"2\":{\"3\":{\"4\":{\"5\":{\"6\":{\"7\":{\"8\":{\"9.10.11\":0}}}}}}}}}");
    }

    @Test
    void nestByTheDotsOfTheNameShown() {
        event.context("id", "1");

        assertThat(extras("dottedKeys=nest", "renameFields=id=http.request.id"))
                .isEqualTo("{\"http\":{\"request\":{\"id\":\"1\"}}}");
    }

    @Test
    void hideWhatIsInsideASecretPartOfTheirName() {
        event.keyValue("password.hint", "dog").keyValue("db.password", "s3cret").keyValue("auth.user", "u");

        assertThat(extras("dottedKeys=nest"))
                .isEqualTo("{\"password\":{\"hint\":\"***\"},\"db\":{\"password\":\"***\"},\"auth\":{\"user\":\"u\"}}");
    }

    @Test
    void writeTheLastOfEqualNamesByDefaultOrTheFirstOrEach() {
        event.context("a", "1")
                .keyValue("a", 2)
                .keyValue("a_2", 3)
                .keyValue("a", 4)
                .keyValue("env", 5);

        assertThat(extras("staticField=env=dev")).isEqualTo("{\"env\":5,\"a\":4,\"a_2\":3}");
        assertThat(extras("staticField=env=dev", "duplicateKeys=first"))
                .isEqualTo("{\"env\":\"dev\",\"a\":\"1\",\"a_2\":3}");
        assertThat(extras("staticField=env=dev", "duplicateKeys=suffix"))
                .isEqualTo("{\"env\":\"dev\",\"a\":\"1\",\"a_2\":2,\"a_2_2\":3,\"a_3\":4,\"env_2\":5}");
    }

    @Test
    void neverNumberThemselvesIntoABuiltInField() {
        event.keyValue("a", 1).keyValue("a", 2);

        assertThat(line("format=message", "duplicateKeys=suffix", "renameFields=message=a_2"))
                .isEqualTo("{\"a_2\":\"hi\",\"a\":1,\"a_3\":2}");
    }

    @Test
    void showEachOfThoseThatTheFormatNamesWhenAsked() {
        event.context("a", "1").keyValue("a", 2).keyValue("a", 3);

        assertThat(line("format=a,message")).isEqualTo("{\"a\":3,\"message\":\"hi\"}");
        assertThat(line("format=a,message", "duplicateKeys=first")).isEqualTo("{\"a\":\"1\",\"message\":\"hi\"}");
        assertThat(line("format=a,message", "duplicateKeys=suffix"))
                .isEqualTo("{\"a\":\"1\",\"message\":\"hi\",\"a_2\":2,\"a_3\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"last", "first", "suffix"})
    void keepHidingASecretWhateverNameItGets(String duplicates) {
        event.keyValue("password", "s3cret").keyValue("password", "s3cret").keyValue("password.x", "s3cret");
        event.attached("password", "s3cret");
        event.arguments.add(Map.of("token", "s3cret"));

        assertThat(line("duplicateKeys=" + duplicates, "dottedKeys=nest", "arguments=all"))
                .doesNotContain("s3cret");
    }

    @Test
    void areLeftOutPastTheMostALineMayHaveAndSaySo() {
        for (int i = 0; i < 300; i++) {
            event.context("m" + i, "x").keyValue("k" + i, i);
        }
        EventEncoder<TestEvent> encoder = encoder("format=message");

        String line = line(encoder);

        assertThat(Json.parse(line).size()).isEqualTo(1 + 128 + 1);
        assertThat(line).endsWith(",\"truncated\":true}").contains("\"m0\":").doesNotContain("\"k0\":");
        assertThat(encoder.counts().truncatedLines()).isEqualTo(1);
    }

    @Test
    void countTowardsTheMostOnlyOnceAndOnlyWhereTheyAreShown() {
        event.context("a", "1")
                .context("b", "2")
                .keyValue("a", 3)
                .keyValue("b", 4)
                .keyValue("x", 5);

        assertThat(extras("maxExtras=2", "keyValues=!x", "staticField=s=0")).isEqualTo("{\"s\":\"0\",\"a\":3,\"b\":4}");
        assertThat(line("format=x,a", "maxExtras=1")).isEqualTo("{\"x\":5,\"a\":3,\"b\":4}");
        assertThat(line("format=message", "maxExtras=1", "mdcField=m", "keyValuesField=k", "keyValues=x"))
                .isEqualTo("{\"message\":\"hi\",\"m\":{\"a\":\"1\"},\"truncated\":true}");
    }

    @Test
    void areLeftOutOneByOneNotTheValuesThatReplaceThem() {
        event.context("a", "1").keyValue("b", 2).keyValue("a", 3);

        assertThat(line("format=message", "maxExtras=1")).isEqualTo("{\"message\":\"hi\",\"a\":3,\"truncated\":true}");
    }

    @Test
    void nameEachMarkerOnce() {
        event.markers.addAll(Arrays.asList("audit", "a\"\n", "audit", null));

        assertThat(extras("markers=all")).isEqualTo("{\"tags\":[\"audit\",\"a\\\"\\n\",\"null\"]}");
        assertThat(extras("markers=!a*")).isEqualTo("{\"tags\":[\"null\"]}");
        assertThat(extras("markers=b*")).isEqualTo("{}");
        assertThat(extras("markers=audit", "renameFields=tags=markers")).isEqualTo("{\"markers\":[\"audit\"]}");
    }

    @Test
    void takeArgumentsByTheirPlaceWithTheirTypesAndPassOverStructuredOnes() {
        event.arguments.addAll(Arrays.asList(1, new TestEvent.Pair("order", 7), null, "x", 4, 5, 6, 7, 8, true));
        event.attached("order", 7);

        assertThat(extras("arguments=all"))
                .isEqualTo("{\"arg0\":1,\"arg2\":null,\"arg3\":\"x\",\"arg4\":4,\"arg5\":5,\"arg6\":6,\"arg7\":7,"
                        + "\"arg8\":8,\"arg9\":true,\"order\":7}");
        assertThat(extras("arguments=arg9")).isEqualTo("{\"arg9\":true,\"order\":7}");
    }

    @Test
    void takeNullsAsTheyAre() {
        event.context(null, null)
                .keyValue(null, null)
                .attached(null, null)
                .properties
                .put(null, null);

        assertThat(extras("context=all")).isEqualTo("{\"null\":null}");
        assertThat(extras("context=all", "duplicateKeys=suffix"))
                .isEqualTo("{\"null\":null,\"null_2\":null,\"null_3\":null,\"null_4\":null}");
    }

    @Test
    void writeTheSameNestedContextAgainFromWhatIsKeptOfIt() {
        event.context("b", "2").context("a", "1").context("x", "3");
        event.identity = "same";
        EventEncoder<TestEvent> encoder = encoder("format=message", "mdcField=mdc", "mdc=b,a");

        String first = line(encoder);
        event.context.clear();

        assertThat(first).isEqualTo("{\"message\":\"hi\",\"mdc\":{\"b\":\"2\",\"a\":\"1\"}}");
        assertThat(line(encoder)).isEqualTo(first);
    }

    @Test
    void takeAContextOfTheSameLengthForWhatItIs() {
        EventEncoder<TestEvent> encoder = encoder("format=message");
        for (int round = 0; round < 3; round++) {
            for (String id : new String[] {"r-1", "r-2"}) {
                event.context.clear();
                event.context("request_id", id);
                event.identity = "context of " + id;

                assertThat(line(encoder)).isEqualTo("{\"message\":\"hi\",\"request_id\":\"" + id + "\"}");
                assertThat(line(encoder)).isEqualTo("{\"message\":\"hi\",\"request_id\":\"" + id + "\"}");
            }
        }
    }

    @Test
    void findAClashWithAContextThatIsKept() {
        event.context("a", "1").keyValue("x", 2);
        event.identity = "same";
        event.properties.put("x", "0");
        EventEncoder<TestEvent> encoder = encoder("format=message", "context=all");
        line(encoder);

        event.keyValue("a", 3);
        event.properties.put("a", "4");

        assertThat(line(encoder)).isEqualTo("{\"message\":\"hi\",\"a\":3,\"x\":2}");
    }

    @Test
    void leaveTheirPlaceToADefaultUntilTheyCome() {
        event.context("user", "u").keyValue("user", "v");

        assertThat(line("format=message", "defaults=user=nobody")).isEqualTo("{\"user\":\"v\",\"message\":\"hi\"}");
        assertThat(line("format=message", "defaults=user=nobody", "duplicateKeys=suffix"))
                .isEqualTo("{\"user\":\"u\",\"message\":\"hi\",\"user_2\":\"v\"}");
        event.context.clear();
        event.keyValues.clear();
        assertThat(line("format=message", "defaults=user=nobody"))
                .isEqualTo("{\"user\":\"nobody\",\"message\":\"hi\"}");
    }

    @Test
    void nestTogetherWhereThePresetSaysSo() {
        event.context("a", "1")
                .keyValue("k", 1)
                .keyValue("s", 2)
                .keyValue("a", 3)
                .keyValue("message", 4);
        String[] tagged = {"preset=tagged", "format=message", "staticField=s=0"};

        assertThat(line(tagged))
                .isEqualTo("{\"message\":\"hi\",\"s\":\"0\",\"context\":{\"a\":3,\"k\":1,\"s\":2,\"message\":4}}");
        event.keyValues.clear();
        assertThat(line(tagged)).isEqualTo("{\"message\":\"hi\",\"s\":\"0\",\"context\":{\"a\":\"1\"}}");
        event.context.clear();
        assertThat(line(tagged)).isEqualTo("{\"message\":\"hi\",\"s\":\"0\"}");
    }

    @Test
    void nestByTheirSourceInsideThePresetsObject() {
        event.context("a", "1").keyValue("mdc", 1).keyValue("x.y", 2);

        assertThat(line(
                        "preset=tagged",
                        "format=message",
                        "renameFields=context=ctx",
                        "mdcField=mdc",
                        "dottedKeys=nest"))
                .isEqualTo("{\"message\":\"hi\",\"ctx\":{\"mdc\":{\"a\":\"1\"},\"mdc_\":1,\"x\":{\"y\":2}}}");
    }

    @Test
    void closeTheirObjectsWhereverTheLineEnds() {
        event.context("a", "x".repeat(600)).keyValue("k", "y".repeat(600)).keyValue("z.z", "z".repeat(600));

        for (int length = 0; length < 400; length++) {
            event.properties.put("p", "p".repeat(length));
            String line = line("preset=tagged", "mdcField=m", "dottedKeys=nest", "context=all", "maxLineBytes=2 KB");

            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(2048);
            assertThat(line).contains("\"context\":{\"p\":\"pp".substring(0, length == 0 ? 16 : 17));
            assertThat(line.endsWith("\"truncated\":true}")).isEqualTo(!line.contains("z".repeat(600)));
        }
    }

    @Test
    void fitAsTheyAreEscapedWhenAShorterTraceMakesRoomForThem() {
        event.thrown = new Failures.Broken();
        for (int length = 1; length < 120; length++) {
            event.keyValues.clear();
            event.keyValue("k", Map.of("\u00e9".repeat(length), 1));

            String line = line("format=message,exc_info", "ensureAscii=true", "maxLineBytes=1 KB");

            assertThat(line).contains("\"truncated\":true").hasSizeLessThanOrEqualTo(1024);
        }
    }

    /** The line without its only built-in field. */
    private String extras(String... properties) {
        String[] all = Arrays.copyOf(properties, properties.length + 1);
        all[properties.length] = "format=levelname";
        return line(all).replaceFirst("\"levelname\":\"INFO\",?", "");
    }

    private String line(String... properties) {
        return line(encoder(properties));
    }

    private String line(EventEncoder<TestEvent> encoder) {
        writer.reset(writer.array(), 0);
        encoder.encode(event, writer);
        String line = Json.text(writer);
        Json.parse(line);
        return line;
    }

    private static EventEncoder<TestEvent> encoder(String... properties) {
        PropertyParser settings = new PropertyParser();
        EventEncoder<TestEvent> encoder = EventEncoder.json(new TestEvent.View(), map(properties), settings);
        assertThat(settings.faults()).isEmpty();
        return encoder;
    }

    private static Map<String, String> map(String... properties) {
        Map<String, String> map = new HashMap<>();
        for (String property : properties) {
            int split = property.indexOf('=');
            map.put(property.substring(0, split), property.substring(split + 1));
        }
        return map;
    }
}
