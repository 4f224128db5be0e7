package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.json.FieldWriter;
import io.github.lokiline.json.LinePostProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExtensionsTest {
    @Test
    void writesFieldsOfTheApplicationBehindThoseOfTheFormat() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addField(
                    (event, out) -> out.name("length").number(event.getMessage().length()));
            encoder.addField((event, out) -> {
                out.name("where");
                out.beginObject();
                out.name("logger").string(event.getLoggerName());
                out.name("tags");
                out.beginArray();
                out.endArray();
                out.endObject();
                out.name("any");
                out.value(Map.of("password", "p"));
            });
            encoder.addField((event, out) -> {});
            encoder.addStaticField("team=a");
        });

        lines.logger().info("hi");

        assertThat(lines.line())
                .isEqualTo("{\"message\":\"hi\",\"length\":2,\"where\":{\"logger\":\"com.acme.Svc\",\"tags\":[]},"
                        + "\"any\":{\"password\":\"***\"},\"team\":\"a\"}");
    }

    /** Tests notes 8 and 5 of the documentation. */
    @Test
    void aWriterDeclaresAKeyOfTheMdcToBeANumber() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addMdc("!user_id");
            encoder.addField((event, out) -> {
                String id = event.getMDCPropertyMap().get("user_id");
                if (id != null) {
                    out.name("user_id").number(Long.parseLong(id));
                }
            });
        });

        lines.mdc.put("other", "007");
        lines.mdc.put("user_id", "17");
        lines.logger().info("hi");
        assertThat(lines.last()).isEqualTo("{\"message\":\"hi\",\"user_id\":17,\"other\":\"007\"}");

        lines.mdc.put("user_id", "none");
        lines.logger().info("hi");
        assertThat(lines.json().get("field_error").asString()).startsWith("<error: NumberFormatException: ");

        lines.mdc.remove("user_id");
        lines.logger().info("hi");
        assertThat(lines.last()).isEqualTo("{\"message\":\"hi\",\"other\":\"007\"}");
    }

    @Test
    void aWriterWritesTheCallerOfErrorsOnly() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addField((event, out) -> {
                if (event.getLevel() == Level.ERROR) {
                    out.name("caller").string(event.getCallerData()[0].getMethodName());
                }
            });
        });

        lines.logger().info("hi");
        assertThat(lines.last()).isEqualTo("{\"message\":\"hi\"}");

        lines.logger().error("bad");
        assertThat(lines.last()).isEqualTo("{\"message\":\"bad\",\"caller\":\"aWriterWritesTheCallerOfErrorsOnly\"}");
    }

    @Test
    void losesOnlyTheFieldWhoseWriterFails() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addField((event, out) -> {
                out.name("half");
                out.beginObject();
                throw new IllegalStateException("not open");
            });
            encoder.addField((event, out) -> out.name("whole").number(1));
            encoder.addField((event, out) -> {
                throw new StackOverflowError();
            });
        });
        lines.mdc.put("field_error", "of the MDC");

        lines.logger().info("hi");

        assertThat(lines.line())
                .isEqualTo(
                        "{\"message\":\"hi\",\"field_error\":\"<error: IllegalStateException: not open>\",\"whole\":1,"
                                + "\"field_error_3\":\"<error: StackOverflowError>\",\"field_error_\":\"of the MDC\"}");
        assertThat(lines.encoder.counts().failedValues()).isEqualTo(2);
    }

    @Test
    void staysValidWhateverAWriterLeaves() {
        List<FieldWriter<ILoggingEvent>> broken = List.of(
                (event, out) -> out.name("no value"),
                (event, out) -> out.string("no name"),
                (event, out) -> {
                    out.name("two values").number(1);
                    out.number(2);
                },
                (event, out) -> {
                    out.name("open");
                    out.beginObject();
                },
                (event, out) -> {
                    out.name("closed");
                    out.beginArray();
                    out.endObject();
                },
                (event, out) -> out.endObject(),
                (event, out) -> {
                    out.name("long");
                    out.beginArray();
                    for (int i = 0; i < 100_000; i++) {
                        out.number(i);
                    }
                    out.endArray();
                });
        for (FieldWriter<ILoggingEvent> writer : broken) {
            Lines lines = Lines.with(encoder -> {
                encoder.setFormat("message");
                encoder.addField(writer);
            });

            lines.logger().atInfo().addKeyValue("k", "v").log("hi");

            assertThat(lines.line())
                    .startsWith("{\"message\":\"hi\",\"field_error\":\"<error: IllegalStateException: ")
                    .endsWith("\"k\":\"v\"}");
        }
    }

    @Test
    void cutsLongTextsOfFieldsAsAnyValue() {
        Lines lines = Lines.with(encoder -> {
            encoder.setMaxLineBytes("2 KB");
            encoder.addField((event, out) -> out.name("long").string("\u20ac".repeat(50_000)));
        });

        lines.logger().info("hi");

        assertThat(lines.written.get(0)).hasSizeLessThanOrEqualTo(2049);
        assertThat(lines.json().get("truncated").asBoolean()).isTrue();
        assertThat(lines.json().get("long").asString()).startsWith("\u20ac\u20ac\u20ac");
    }

    @Test
    void letsPostProcessorsChangeTheWholeLine() {
        List<String> seen = new ArrayList<>();
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("levelname,message");
            encoder.setPrefix("@cee:");
            encoder.addLinePostProcessor(fields -> {
                seen.addAll(fields.keySet());
                fields.remove("levelname");
                fields.put("message", fields.get("message") + "!");
                fields.put("added", List.of(1, true));
            });
            encoder.addLinePostProcessor(fields -> fields.putIfAbsent("second", fields.size()));
        });

        lines.logger()
                .atInfo()
                .addKeyValue("n", 200)
                .addKeyValue("d", 1.50)
                .addKeyValue("map", Map.of("nothing", List.of()))
                .log("hi \"\n\ud83d\ude00");

        assertThat(seen).containsExactly("levelname", "message", "n", "d", "map");
        assertThat(lines.line())
                .isEqualTo("@cee:{\"message\":\"hi \\\"\\n\ud83d\ude00!\",\"n\":200,\"d\":1.5,"
                        + "\"map\":{\"nothing\":[]},\"added\":[1,true],\"second\":5}");
    }

    @Test
    void keepsTheLineOfAFailedPostProcessorAndCounts() {
        List<LinePostProcessor> broken = List.of(
                fields -> {
                    fields.clear();
                    throw new IllegalStateException();
                },
                fields -> {
                    throw new StackOverflowError();
                },
                fields -> {
                    fields.clear();
                    fields.put("bad", new Object() {
                        @Override
                        public String toString() {
                            throw new IllegalStateException("not open");
                        }
                    });
                });
        List<String> written = new ArrayList<>();
        for (LinePostProcessor processor : broken) {
            Lines lines = Lines.with(encoder -> {
                encoder.setFormat("message");
                encoder.addLinePostProcessor(processor);
            });
            lines.logger().info("hi");
            written.add(lines.line());
            assertThat(lines.encoder.counts().failedValues()).isEqualTo(1);
        }

        assertThat(written)
                .containsExactly(
                        "{\"message\":\"hi\"}",
                        "{\"message\":\"hi\"}",
                        "{\"bad\":\"<error: IllegalStateException: not open>\"}");
    }

    @Test
    void holdsWhatPostProcessorsPutInToThePromisesOfALine() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setMaxLineBytes("1 KB");
            encoder.addRedactPatterns("email");
            encoder.addStaticField("contact=ops@acme.com");
            encoder.addLinePostProcessor(fields -> {
                fields.put("password", "s3cret");
                fields.put("mail", "bob@acme.com");
                fields.put("\ud800", 1);
                fields.put("\ud801", 2);
                fields.put(null, Double.NaN);
                fields.put("long", "\u20ac".repeat(5000));
                fields.put("after", "x".repeat(100));
            });
        });

        lines.logger().info("hi");

        assertThat(lines.written.get(0)).hasSizeLessThanOrEqualTo(1025);
        JsonNode json = lines.json();
        assertThat(json.get("contact").asString()).isEqualTo("ops@acme.com");
        assertThat(json.get("password").asString()).isEqualTo("***");
        assertThat(json.get("mail").asString()).isEqualTo("***");
        assertThat(json.get("\ufffd").asInt()).isEqualTo(2);
        assertThat(json.get("null").asString()).isEqualTo("NaN");
        assertThat(json.get("truncated").asBoolean()).isTrue();
        assertThat(json.has("after")).isFalse();
        assertThat(lines.encoder.counts().truncatedLines()).isEqualTo(1);
    }

    @Test
    void holdsEachValueOfAPostProcessorToItsLimit() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setMaxValueBytes("16 B");
            encoder.addLinePostProcessor(fields -> {
                fields.put("long", "x".repeat(100));
                fields.compute("message", (name, message) -> message + "!");
            });
        });

        lines.logger().info("m".repeat(50));

        assertThat(lines.line()).matches("\\{\"message\":\"m{50}!?\",\"long\":\"x{14,16}\",\"truncated\":true}");
    }

    @Test
    void holdsALineToItsLimitThatPostProcessorsGetNearlyFull() {
        for (String ascii : List.of("false", "true")) {
            Lines lines = Lines.with(encoder -> {
                encoder.setFormat("message");
                encoder.setMaxLineBytes("1 KB");
                encoder.setEnsureAscii(ascii);
                encoder.addLinePostProcessor(fields -> fields.put("more", Map.of("\u0416", "\u0416")));
            });
            for (int length = 950; length < 1030; length++) {
                lines.logger().info("m".repeat(length));

                assertThat(lines.written.get(lines.written.size() - 1)).hasSizeLessThanOrEqualTo(1025);
                assertThat(lines.json().has("more") || lines.json().has("truncated"))
                        .as(lines.last())
                        .isTrue();
            }
        }
    }

    @Test
    void holdsALineToItsLimitThoughNamesThatPostProcessorsPutInGrowByTheirEscapes() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setMaxLineBytes("1 KB");
            encoder.setEnsureAscii("true");
            encoder.addLinePostProcessor(
                    fields -> fields.put("more", Map.of("\u0416".repeat(200), "x", "\u0416".repeat(100), "y")));
        });

        lines.logger().info("hi");

        assertThat(lines.written.get(0)).hasSizeLessThanOrEqualTo(1025);
        assertThat(lines.json().get("truncated").asBoolean()).isTrue();
    }

    @Test
    void keepsTheTraceWhenAPostProcessorPutsInTooMuch() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setMaxLineBytes("2 KB");
            encoder.setMaxStackFrames("3");
            encoder.addLinePostProcessor(fields -> {
                Object trace = fields.remove("exc_info");
                fields.put("long", "\u20ac".repeat(5000));
                fields.put("exc_info", trace);
            });
        });

        lines.logger().info("hi", new IllegalStateException("not open"));

        assertThat(lines.written.get(0)).hasSizeLessThanOrEqualTo(2049).hasSizeGreaterThan(1900);
        assertThat(lines.json().get("exc_info").asString()).contains("not open", "frames omitted");
        assertThat(lines.json().get("truncated").asBoolean()).isTrue();
    }

    @Test
    @SuppressWarnings("unchecked") // as an application would
    void masksWhatPostProcessorsPutIntoObjectsOfTheLine() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addRedactPatterns("email");
            encoder.setStaticFields("{\"owner\": {\"contact\": \"ops@acme.com\"}}");
            encoder.addLinePostProcessor(fields -> {
                ((Map<String, Object>) fields.get("map")).put("mail", "bob@acme.com");
                ((List<Object>) fields.get("list")).add("bob@acme.com");
                fields.put("x".repeat(300) + "_password", "hunter2");
            });
        });

        lines.logger()
                .atInfo()
                .addKeyValue("map", Map.of("a", 1))
                .addKeyValue("list", List.of("x"))
                .log("hi");

        JsonNode json = lines.json();
        assertThat(json.at("/map/mail").asString()).isEqualTo("***");
        assertThat(json.at("/list/1").asString()).isEqualTo("***");
        assertThat(json.at("/owner/contact").asString()).isEqualTo("ops@acme.com");
        assertThat(lines.last()).doesNotContain("hunter2");
    }
}
