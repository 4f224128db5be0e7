package io.github.lokiline.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExtrasTest {
    private static final int VALUE_BYTES = 1024;

    @Test
    void writesAttachedFieldsAfterKeyValues() {
        Happening event = new Happening().attached("order", 7).context("a", "1").keyValue("k", true);

        assertThat(written(rules(null), event)).isEqualTo("{\"s\":0,\"a\":\"1\",\"k\":true,\"order\":7}");
    }

    @Test
    void letsAnAttachedFieldReplaceAnEarlierExtraAtItsPlace() {
        Happening event = new Happening().context("a", "1").keyValue("k", 1).attached("a", 2);

        assertThat(written(rules(null), event)).isEqualTo("{\"s\":0,\"a\":2,\"k\":1}");
    }

    @Test
    void nestsAllExtrasButStaticFieldsInOneObject() {
        Happening event = new Happening()
                .context("a", "1")
                .keyValue("k", 1)
                .keyValue("s", 2)
                .keyValue("a", 3);
        event.attached("z", 4);

        assertThat(written(rules("context"), event))
                .isEqualTo("{\"s\":0,\"context\":{\"a\":3,\"k\":1,\"s\":2,\"z\":4}}");
    }

    @Test
    void nestsTheSameContextAgainFromItsFragment() {
        Happening event = new Happening().context("a", "1").context("b", "2");
        event.identity = "same";
        Extras<Happening> extras = extras(rules("context"));
        LineWriter out = new LineWriter();

        for (int i = 0; i < 2; i++) {
            out.reset(out.array(), 0);
            out.put('{');
            extras.write(event, out);
            assertThat(Json.text(out)).isEqualTo("{\"s\":0,\"context\":{\"a\":\"1\",\"b\":\"2\"}");
        }
    }

    @Test
    void leavesOutTheObjectWhereNothingIsInIt() {
        assertThat(written(rules("context"), new Happening())).isEqualTo("{\"s\":0}");
    }

    @Test
    void closesTheObjectWhereverTheLineEnds() {
        Happening event = new Happening().context("a", "x".repeat(50)).keyValue("k", "y".repeat(50));
        Extras<Happening> extras = extras(rules("context"));

        for (int limit = 7; limit < 160; limit++) {
            LineWriter out = new LineWriter();
            out.put('{');
            out.limit(limit);
            extras.write(event, out);
            out.limit(Utf8Text.NO_LIMIT);
            out.put('}');

            assertThat(Json.parse(Json.text(out)).get("s").asInt()).isZero();
            assertThat(out.isCut()).isEqualTo(!Json.text(out).endsWith("y".repeat(50) + "\"}}"));
        }
    }

    private static ExtraRules rules(String field) {
        return ExtraRules.parse(Map.of(), field, new Settings());
    }

    private static String written(ExtraRules rules, Happening event) {
        return Json.written(out -> {
            out.put('{');
            extras(rules).write(event, out);
            out.put('}');
        });
    }

    private static Extras<Happening> extras(ExtraRules rules) {
        Names.Rules names = new Names.Rules(
                SecretKeys.of(SecretKeys.DEFAULTS), Map.of(), Set.of("message"), Set.of(), Set.of("s"), false);
        ExtraWriter writer = new ExtraWriter(ValueWriter.PLAIN, VALUE_BYTES);
        return new Extras<>(
                new ExtraAssembly<>(new Happening.View(), rules, names, writer).sources(Map.of("s", 0)),
                writer,
                new LineCounts(),
                rules);
    }
}
