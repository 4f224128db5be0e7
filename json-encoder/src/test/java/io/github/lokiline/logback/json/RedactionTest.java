package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("promise-12")
class RedactionTest {
    private static final String CARD = "4111 1111 1111 1111";
    private static final String PATTERNS = "card,email,bearer\npin=pin (?<secret>\\d+)";

    private final Lines lines = Lines.with(encoder -> encoder.addRedactPatterns(PATTERNS));

    @Test
    void masksTheMessageWithItsArguments() {
        lines.logger().info("paid by {} with {}, Bearer {}", "ada@example.org", CARD, "abc");

        assertThat(lines.json().get("message").asString()).isEqualTo("paid by *** with ***, Bearer ***");
    }

    @Test
    void masksTemplateAndArguments() {
        Lines raw = Lines.with(encoder -> {
            encoder.addRedactPatterns(PATTERNS);
            encoder.setFormat("msg,args");
        });

        raw.logger().info("pin 1234 {} {}", CARD, List.of("ada@example.org"));

        assertThat(raw.json().get("msg").asString()).isEqualTo("pin *** {} {}");
        assertThat(raw.json().get("args")).isEqualTo(Lines.parse("[\"***\",[\"***\"]]"));
    }

    @Test
    void masksValuesOfEveryKindAtAnyDepth() {
        lines.mdc.put("mdc", "mail ada@example.org");

        lines.logger()
                .atInfo()
                .addKeyValue("text", CARD)
                .addKeyValue("builder", CharBuffer.wrap(CARD))
                .addKeyValue("map", Map.of("a", Map.of("b", new Object[] {List.of(CARD)})))
                .addKeyValue("array", new String[] {"x", CARD})
                .addKeyValue("optional", Optional.of(CARD))
                .addKeyValue("supplier", (Object) (Supplier<String>) () -> CARD)
                .addKeyValue("bean", new Payment(CARD, List.of(new Payment("x " + CARD, List.of()))))
                .addKeyValue("thrown", new IllegalStateException("no " + CARD))
                .log("hi");

        JsonNode line = lines.json();
        assertThat(lines.last()).doesNotContain("4111", "ada@");
        assertThat(line.get("mdc").asString()).isEqualTo("mail ***");
        assertThat(line.at("/map/a/b/0/0").asString()).isEqualTo("***");
        assertThat(line.at("/bean/inner/0/card").asString()).isEqualTo("x ***");
        assertThat(line.get("thrown").asString()).isEqualTo("IllegalStateException: no ***");
        assertThat(line.get("array")).isEqualTo(Lines.parse("[\"x\",\"***\"]"));
    }

    @Test
    void masksTheContextThoughItIsCached() {
        lines.mdc.put("user", "ada@example.org");

        lines.logger().info("one");
        String one = lines.last();
        lines.logger().info("two");

        assertThat(one).contains("\"user\":\"***\"").doesNotContain("ada");
        assertThat(lines.last()).contains("\"user\":\"***\"").doesNotContain("ada");
    }

    @Test
    void masksNumbersThatAreCards() {
        lines.logger()
                .atInfo()
                .addKeyValue("long", 4111111111111111L)
                .addKeyValue("big", new BigInteger("4111111111111111"))
                .addKeyValue("longs", new long[] {1, 4111111111111111L})
                .addKeyValue("time", 1763634645123L)
                .addKeyValue("order", 4111111111111112L)
                .addKeyValue("double", 4111111111111111d)
                .addKeyValue("decimal", new BigDecimal("4.111111111111111E+15"))
                .addKeyValue("negative", -4111111111111111L)
                .addKeyValue("otherDouble", 4.111111111111112E15)
                .log("hi");

        JsonNode line = lines.json();
        assertThat(line.get("long").asString()).isEqualTo("***");
        assertThat(line.get("big").asString()).isEqualTo("***");
        assertThat(line.get("longs")).isEqualTo(Lines.parse("[1,\"***\"]"));
        assertThat(line.get("time").asLong()).isEqualTo(1763634645123L);
        assertThat(line.get("order").asLong()).isEqualTo(4111111111111112L);
        assertThat(line.get("double").asString()).isEqualTo("***");
        assertThat(line.get("decimal").asString()).isEqualTo("***");
        assertThat(line.get("negative").asString()).isEqualTo("-***");
        assertThat(lines.last()).contains("\"otherDouble\":4.111111111111112E15");
    }

    @Test
    void masksAllHeadersOfATrace() {
        Exception top = new IllegalStateException("top " + CARD, new IllegalArgumentException("cause ada@example.org"));
        top.addSuppressed(new RuntimeException("closing Bearer abc"));
        top.addSuppressed(new RuntimeException("again", top));

        lines.logger().error("failed", top);

        assertThat(lines.json().get("exc_info").asString())
                .startsWith("java.lang.IllegalStateException: top ***\n\tat ")
                .contains("Caused by: java.lang.IllegalArgumentException: cause ***\n")
                .contains("Suppressed: java.lang.RuntimeException: closing Bearer ***\n")
                .contains("[circular reference: java.lang.IllegalStateException: top ***]")
                .doesNotContain("4111", "ada@", "abc");
    }

    @Test
    void masksErrorTextsOfValuesThatFail() {
        // The message is truncated at 256 characters: here in the middle of the number.
        String message = "x".repeat(250) + " " + CARD;
        lines.logger()
                .atInfo()
                .addKeyValue("bad", (Object) failing(message))
                .addKeyValue("thrown", new IllegalStateException(message))
                .log("hi");

        assertThat(lines.last()).doesNotContain("4111");
        assertThat(lines.json().get("bad").asString()).contains("xxx ***");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1010, 1018, 1020, 1023, 1024, 1030})
    void showsNoHalfOfASecretThatACapTears(int before) {
        Lines capped = Lines.with(encoder -> {
            encoder.addRedactPatterns(PATTERNS);
            encoder.setMaxValueBytes("1 KB");
            encoder.setMaxLineBytes("8 KB");
            encoder.setMaxStackBytes("1 KB");
        });
        String text = "x".repeat(before) + " " + CARD;

        capped.logger()
                .atInfo()
                .addKeyValue("value", text)
                .setCause(new IllegalStateException(text))
                .log("y".repeat(7 * before) + " " + text);

        assertThat(capped.last()).doesNotContain("4111").hasSizeLessThanOrEqualTo(8 * 1024);
        assertThat(capped.json().get("truncated").asBoolean()).isTrue();
    }

    @Test
    void saysThatSomethingIsMissingThoughMaskingHasMadeRoom() {
        Lines capped = Lines.with(encoder -> {
            encoder.addRedactPatterns(PATTERNS);
            encoder.setMaxValueBytes("1 KB");
        });

        capped.logger()
                .atInfo()
                .addKeyValue("value", (CARD + " ").repeat(100) + "end")
                .log("hi");

        assertThat(capped.json().get("value").asString())
                .startsWith("*** *** ***")
                .doesNotEndWith("end");
        assertThat(capped.json().get("truncated").asBoolean()).isTrue();
    }

    @Test
    void leavesKeysNamesAndStaticFields() {
        Lines named = Lines.with(encoder -> {
            encoder.addRedactPatterns(PATTERNS);
            encoder.addStaticField("contact=ops@example.org");
            encoder.addStaticField("message=hi@example.org");
        });

        named.logger("a@example.org")
                .atInfo()
                .addKeyValue("b@example.org", Map.of("c@example.org", "x"))
                .log("hi");
        JsonNode line = named.json();
        named.logger().atInfo().addKeyValue("k", 1).addKeyValue("k", 2).log("a clash");

        assertThat(line.get("name").asString()).isEqualTo("a@example.org");
        assertThat(line.at("/b@example.org/c@example.org").asString()).isEqualTo("x");
        assertThat(line.get("contact").asString()).isEqualTo("ops@example.org");
        assertThat(line.get("message").asString()).isEqualTo("hi@example.org");
        assertThat(named.json().get("contact").asString()).isEqualTo("ops@example.org");
    }

    @Test
    void leavesThreadNames() throws Exception {
        Thread thread = new Thread(() -> lines.logger().info("hi"), "for ada@example.org");
        thread.start();
        thread.join();

        assertThat(lines.json().get("threadName").asString()).isEqualTo("for ada@example.org");
    }

    @Test
    void spoilsOneValueWhenARegexFails() {
        Lines deep = Lines.with(encoder -> encoder.addRedactPatterns("/(a|b)*c/"));

        deep.logger()
                .atInfo()
                .addKeyValue("huge", "ab".repeat(10_000) + "c")
                .addKeyValue("next", "abc")
                .log("hi");

        assertThat(deep.json().get("huge").asString())
                .isEqualTo("<error: redactPatterns: pattern /(a|b)*c/ exhausts the stack>");
        assertThat(deep.json().get("next").asString()).isEqualTo("***");
        assertThat(deep.encoder.counts().failedValues()).isEqualTo(1);
    }

    @Test
    void findsKeysAtAnyDepthInAnySpelling() {
        lines.logger()
                .atInfo()
                .addKeyValue("a", Map.of("b", Arrays.asList(null, Map.of("x-api-key", "hunter2", "userPassword", 1))))
                .addKeyValue("bean", new Login("ada", "hunter2", new Login("bob", "hunter2", null)))
                .addKeyValue("Client.Secret", List.of("hunter2"))
                .log("hi");

        assertThat(lines.last()).doesNotContain("hunter2");
        assertThat(lines.json().at("/a/b/1/userPassword").asString()).isEqualTo("***");
        assertThat(lines.json().at("/bean/next/accessToken").asString()).isEqualTo("***");
        assertThat(lines.json().at("/bean/next/user").asString()).isEqualTo("bob");
    }

    @Test
    void findsKeysThatAreTooLongToBeShownWhole() {
        lines.logger()
                .atInfo()
                .addKeyValue("map", Map.of("x".repeat(300) + "_password", "hunter2"))
                .log("hi");

        assertThat(lines.last()).doesNotContain("hunter2").contains("xxx\":\"***\"");
    }

    @Test
    void findsTheKeyOfAMapsEntry() {
        lines.logger()
                .atInfo()
                .addKeyValue("entry", Map.entry("password", "hunter2"))
                .addKeyValue("entries", new TreeMap<>(Map.of("a", 1, "pwd", "hunter2")).entrySet())
                .log("hi");

        assertThat(lines.json().get("entry")).isEqualTo(Lines.parse("{\"password\":\"***\"}"));
        assertThat(lines.json().get("entries")).isEqualTo(Lines.parse("[{\"a\":1},{\"pwd\":\"***\"}]"));
    }

    @Test
    void masksAMessageBeforeItIsSplitIntoLines() {
        Lines split = Lines.with(encoder -> {
            encoder.setFormat("message_lines");
            encoder.addRedactPatterns("/(?s)BEGIN KEY.*?END KEY/");
        });

        split.logger().info("sent\nBEGIN KEY\nhunter2\nEND KEY\ndone");

        assertThat(split.line()).isEqualTo("{\"message_lines\":[\"sent\",\"***\",\"done\"]}");
    }

    @Test
    void redactsForLabelsAndMetadata() {
        assertThat(lines.encoder.redact("Bearer abc")).isEqualTo("Bearer ***");
        String plain = "plain";
        assertThat(lines.encoder.redact(plain)).isSameAs(plain);

        lines.encoder.stop();
        assertThat(lines.encoder.redact("Bearer abc")).isEqualTo("Bearer abc");
    }

    private static Supplier<Object> failing(String message) {
        return () -> {
            throw new IllegalStateException(message);
        };
    }

    /** A record as applications have it. */
    public record Payment(String card, List<Payment> inner) {}

    /** A record with a secret that is recognized by its name. */
    public record Login(String user, String accessToken, Login next) {}
}
