package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MarkerFactory;

class JsonEncoderFaultsTest {
    private final LoggerContext context = context();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void startsFromXmlWithEveryProperty() throws JoranException {
        configure("""
                <preset>python</preset>
                <format>%(levelname)s %(message)s</format>
                <datefmt>%H:%M</datefmt>
                <timeZone>Europe/Berlin</timeZone>
                <levelNames>
                  INFO=info
                  WARN=warn
                </levelNames>
                <renameFields>levelname=level</renameFields>
                <staticFields>{"a": 1}</staticFields>
                <staticField>b=2</staticField>
                <staticField>c=3</staticField>
                <mdc>!internal_*</mdc>
                <keyValues>all</keyValues>
                <context>region, zone</context>
                <markers>all</markers>
                <arguments>arg*</arguments>
                <argumentsAsText>true</argumentsAsText>
                <typedMdc>user_id</typedMdc>
                <mdcField>mdc</mdcField>
                <keyValuesField>data</keyValuesField>
                <dottedKeys>nest</dottedKeys>
                <maxExtras>10</maxExtras>
                <duplicateKeys>suffix</duplicateKeys>
                <defaults>d=4</defaults>
                <keepMissing>true</keepMissing>
                <omitNulls>exceptions</omitNulls>
                <omitEmpty>false</omitEmpty>
                <timestamp>false</timestamp>
                <sequence>n</sequence>
                <prefix>"@cee: "</prefix>
                <ensureAscii>true</ensureAscii>
                <indent>0</indent>
                <excInfoAsArray>false</excInfoAsArray>
                <stripAnsi>true</stripAnsi>
                <jsonMessage>true</jsonMessage>
                <redactKeys>+iban</redactKeys>
                <redactPatterns>
                  card, /h{1,2}i{2}$/
                  x=\\bx\\d{2,}y\\b
                </redactPatterns>
                <maxLineBytes>64 KB</maxLineBytes>
                <maxValueBytes>1 KB</maxValueBytes>
                <maxStackBytes>8 KB</maxStackBytes>
                <maxStackFrames>50</maxStackFrames>
                <rootCauseFirst>true</rootCauseFirst>
                <stackAsArray>true</stackAsArray>
                <excludeFrames>jdk.internal., /[$]Proxy\\d{1,3}/</excludeFrames>
                <excludeFrames>java.lang.reflect.</excludeFrames>
                <truncateFramesAfter>org.apache.catalina.</truncateFramesAfter>
                <shortenNames>true</shortenNames>
                <stackHash>true</stackHash>
                <hideExceptionMessages>java.sql.*</hideExceptionMessages>
                <omitStackOf>com.acme.OrderRefused</omitStackOf>
                <lineSeparator>LF</lineSeparator>
                """);

        context.getLogger("x").info("hi");

        assertThat(statuses()).isEmpty();
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("@cee: {\"d\":\"4\",\"level\":\"info\",\"message\":\"hi\",\"n\":1,\"a\":1,\"b\":\"2\","
                        + "\"c\":\"3\"}\n");
    }

    @Test
    void takesAllBesideAnExclusionInAnElementOfItsOwn() throws JoranException {
        configure("""
                <format>message</format>
                <mdc>all</mdc>
                <mdc>!internal_*</mdc>
                <keyValues>!x</keyValues>
                <keyValues>all</keyValues>
                """);
        context.getMDCAdapter().put("internal_id", "1");
        context.getMDCAdapter().put("user", "2");

        context.getLogger("x").atInfo().addKeyValue("x", 3).addKeyValue("y", 4).log("hi");

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("{\"message\":\"hi\",\"user\":\"2\",\"y\":4}\n");
    }

    @Test
    void takesEveryElementOfARepeatedList() throws JoranException {
        configure("""
                <format>message</format>
                <redactKeys>pin</redactKeys>
                <redactKeys>+puk</redactKeys>
                <redactPatterns>email</redactPatterns>
                <redactPatterns>x=\\bx\\d{2,}y\\b</redactPatterns>
                <redactPatterns>/a,b/</redactPatterns>
                <mdc>m1</mdc>
                <mdc>m2</mdc>
                <keyValues>p*</keyValues>
                <keyValues>token</keyValues>
                <keyValues>e*</keyValues>
                <keyValues>!excluded</keyValues>
                <markers>A</markers>
                <markers>B</markers>
                <arguments>arg0</arguments>
                <arguments>arg2</arguments>
                <hideExceptionMessages>IOException</hideExceptionMessages>
                <hideExceptionMessages>SQLException</hideExceptionMessages>
                """);
        context.getMDCAdapter().put("m1", "1");
        context.getMDCAdapter().put("m2", "2");
        context.getMDCAdapter().put("m3", "3");

        context.getLogger("x")
                .atInfo()
                .addMarker(MarkerFactory.getMarker("A"))
                .addMarker(MarkerFactory.getMarker("B"))
                .addMarker(MarkerFactory.getMarker("C"))
                .addKeyValue("pin", 1)
                .addKeyValue("puk", 2)
                .addKeyValue("token", 3)
                .addKeyValue("eio", new IOException("of the disk"))
                .addKeyValue("esql", new SQLException("of the table"))
                .addKeyValue("excluded", 4)
                .log("{} {} {}", "bob@acme.com", "x123y", "a,b");

        assertThat(statuses()).isEmpty();
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"message\":\"*** *** ***\",\"m1\":\"1\",\"m2\":\"2\",\"pin\":\"***\",\"puk\":\"***\","
                        + "\"token\":\"***\",\"eio\":\"IOException\",\"esql\":\"SQLException\",\"arg0\":\"***\","
                        + "\"arg2\":\"***\",\"tags\":[\"A\",\"B\"]}\n");
    }

    @Test
    void readsNestedAndNegativeJsonThroughLogbacksSubstitution() throws JoranException {
        configure("<format>message</format><staticFields>{\"a\":{\"b\": -1, \"c\":[{}]}}</staticFields>");

        context.getLogger("x").info("hi");

        assertThat(statuses()).isEmpty();
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"message\":\"hi\",\"a\":{\"b\":-1,\"c\":[{}]}}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<preset>gelf</preset> | preset \"gelf\": unknown; write one of python, structlog, tagged, logstash, ecs, gcp",
                "<format>%(message</format> | format \"%(message\": names no field; write ",
                "<format>$$message</format> | format \"$$message\": names no field; write ",
                "<keepMissing>maybe</keepMissing> | keepMissing \"maybe\": unknown; write one of true, false",
                "<defaults>{\"a\":x}</defaults> | defaults \"***\": not a JSON value at character 6; write",
                "<defaults>truncated=no</defaults> | renameFields \"truncated=truncated\": two fields would be named truncated",
                "<timestamp>message</timestamp> | timestamp \"message\": two fields would be named message; choose",
                "<sequence>message</sequence> | renameFields \"sequence=message\": two fields would be named message; choose",
                "<prefix>a&#10;b</prefix> | prefix \"a b\": holds a line break or another control character; write",
                "<prefix>${NO_SUCH_VARIABLE}</prefix> | prefix \"NO_SUCH_VARIABLE_IS_UNDEFINED\": variable NO_SUCH_VARIABLE is not",
                "<ensureAscii>yes</ensureAscii> | ensureAscii \"yes\": unknown; write one of true, false",
                "<indent>two</indent> | indent \"two\": not a whole number; write 0 to 16",
                "<indent>17</indent> | indent \"17\": out of range; write 0 to 16",
                "<excInfoAsArray>yes</excInfoAsArray> | stackAsArray \"yes\": unknown; write one of true, false",
                "<preset>tagged</preset><staticField>context=a</staticField> | staticFields \"context\": the encoder writes",
                "<preset>tagged</preset><timestamp>context</timestamp> | preset \"context\": another field of the line has",
                "<staticField>ts=a</staticField><timestamp>ts</timestamp> | staticFields \"ts\": the encoder writes this",
                "<format>just text</format> | format \"just text\": names no field; write ",
                "<datefmt>%Q</datefmt> | datefmt \"%Q\": unknown directive %Q; write one of %a %A ",
                "<datefmt>yyyy-foo</datefmt> | datefmt \"yyyy-foo\": no date format; write ",
                "<datefmt>SSS mm SSS</datefmt> | datefmt \"SSS mm SSS\": a second fraction of the second (S); write ",
                "<timeZone>Mars</timeZone> | timeZone \"Mars\": unknown time zone; write UTC",
                "<levelNames>shouting</levelNames> | levelNames \"shouting\": unknown; write one of python, java, lower",
                "<levelNames>LOUD=x</levelNames> | levelNames \"LOUD=x\": unknown level; write one of TRACE, DEBUG",
                "<renameFields>name</renameFields> | renameFields \"***\": no \"=\" in line 1; write one key=value a line",
                "<renameFields>name=message</renameFields> | renameFields \"message=message\": two fields would be named message",
                "<staticFields>{\"a\":x}</staticFields> | staticFields \"***\": not a JSON value at character 6; write",
                "<staticField>a</staticField> | staticField \"***\": no \"=\" in line 1; write one key=value a line",
                "<staticField>exc_info=a</staticField> | staticFields \"exc_info\": the encoder writes this field itself",
                "<staticField>host=${NO_SUCH_VARIABLE}</staticField> | staticField \"NO_SUCH_VARIABLE_IS_UNDEFINED\": variable NO_SUCH_VARIABLE is not set; set it",
                "<mdc>a, !</mdc> | mdc \"!\": excludes nothing; write all, none, or globs such as user_*, !*_secret",
                "<keyValues>!!a</keyValues> | keyValues \"!!a\": excludes nothing; write all",
                "<context>!</context> | context \"!\": excludes nothing; write all",
                "<markers>!</markers> | markers \"!\": excludes nothing; write all",
                "<arguments>!</arguments> | arguments \"!\": excludes nothing; write all",
                "<mdcField>message</mdcField> | mdcField \"message\": another field of the line has this name; choose",
                "<keyValuesField>truncated</keyValuesField> | keyValuesField \"truncated\": another field of the line",
                "<mdcField>m</mdcField><staticField>m=1</staticField> | staticFields \"m\": the encoder writes this field",
                "<dottedKeys>split</dottedKeys> | dottedKeys \"split\": unknown; write one of keep, nest",
                "<maxExtras>0</maxExtras> | maxExtras \"0\": out of range; write 1 to 10000",
                "<maxExtras>many</maxExtras> | maxExtras \"many\": not a whole number; write 1 to 10000",
                "<duplicateKeys>drop</duplicateKeys> | duplicateKeys \"drop\": unknown; write one of last, first, suffix",
                "<redactKeys>--</redactKeys> | redactKeys \"--\": no letter or digit; write",
                "<redactKeys>,</redactKeys> | redactKeys \",\": names no key; write keys such as password, api_key, or none",
                "<redactPatterns>card,pan</redactPatterns> | redactPatterns \"pan\": unknown; write card, email, bearer, jwt, iban, /regex/",
                "<redactPatterns>/a(/</redactPatterns> | redactPatterns \"a(\": no regex: Unclosed group at character 3; write",
                "<maxLineBytes>1000</maxLineBytes> | maxLineBytes \"1000\": no unit; write a number and one of B, KB",
                "<maxLineBytes>10 B</maxLineBytes> | maxLineBytes \"10 B\": out of range; write 1 KB to 16 MB",
                "<maxValueBytes>x</maxValueBytes> | maxValueBytes \"x\": not a number with a unit; write",
                "<maxStackBytes>5 TB</maxStackBytes> | maxStackBytes \"5 TB\": unknown unit TB; write",
                "<maxStackFrames>-1</maxStackFrames> | maxStackFrames \"-1\": out of range; write 0 to 100000",
                "<rootCauseFirst>yes</rootCauseFirst> | rootCauseFirst \"yes\": unknown; write one of true, false",
                "<stackAsArray>1</stackAsArray> | stackAsArray \"1\": unknown; write one of true, false",
                "<shortenNames>20</shortenNames> | shortenNames \"20\": unknown; write one of true, false",
                "<stackHash>md5</stackHash> | stackHash \"md5\": unknown; write one of true, false",
                "<excludeFrames>/(/</excludeFrames> | excludeFrames \"/(/\": no regular expression: Unclosed group; correct it",
                "<excludeFrames>*Proxy</excludeFrames> | excludeFrames \"*Proxy\": neither the beginning of a class name nor",
                "<excludeFrames>/open</excludeFrames> | excludeFrames \"/open\": neither the beginning of a class name nor",
                "<hideExceptionMessages>a b</hideExceptionMessages> | hideExceptionMessages \"a b\": not the name of a class; write",
                "<omitStackOf>a/b</omitStackOf> | omitStackOf \"a/b\": not the name of a class; write names such as",
                "<stackHash>true</stackHash><staticField>stack_hash=a</staticField> | staticFields \"stack_hash\": the encoder writes",
                "<lineSeparator>CR</lineSeparator> | lineSeparator \"CR\": unknown; write one of LF, CRLF",
            })
    void staysStoppedAndSaysWhatIsWrong(String property, String message) throws JoranException {
        configure(property);

        context.getLogger("x").info("hi");

        assertThat(statuses()).singleElement().satisfies(status -> {
            assertThat(status.getLevel()).isEqualTo(Status.WARN);
            assertThat(status.getMessage()).startsWith(message.strip());
        });
        assertThat(written.size()).isZero();
    }

    @Test
    void reportsAllFaultsAtOnce() throws JoranException {
        configure("<preset>x</preset><timeZone>Mars</timeZone><maxLineBytes>5</maxLineBytes>");

        assertThat(statuses())
                .hasSize(3)
                .allMatch(status -> status.getLevel() == Status.WARN)
                .extracting(Status::getMessage)
                .anyMatch(message -> message.startsWith("preset "))
                .anyMatch(message -> message.startsWith("timeZone "))
                .anyMatch(message -> message.startsWith("maxLineBytes "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<staticFields>{\"api_key\":\"hunter2\", oops}</staticFields>",
                "<staticFields>{\"api_key\":hunter2}</staticFields>",
                "<staticFields>{\"api_key\":\"hunter2\\q\"}</staticFields>",
                "<staticField>api_key hunter2</staticField>",
                "<staticField>=hunter2</staticField>",
                "<staticField>api_key=hunter2</staticField><staticField>api_key=hunter2</staticField>",
                "<defaults>api_key: hunter2</defaults>"
            })
    void neverSaysASecretInAStatus(String property) throws JoranException {
        configure(property);

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .noneSatisfy(status -> assertThat(status.toString()).contains("hunter"));
        assertThat(statuses()).hasSize(1);
    }

    @Test
    void refusesStaticFieldsThatLeaveNoRoom() throws JoranException {
        configure("<maxLineBytes>4 KB</maxLineBytes><staticField>a=" + "x".repeat(3000) + "</staticField>");

        assertThat(statuses())
                .singleElement()
                .extracting(Status::getMessage)
                .asString()
                .startsWith("maxLineBytes \"4 KB\": half of it is not enough for static fields");
    }

    @Test
    void writesNothingWhileStopped() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);

        assertThat(encoder.encode(new LoggingEvent())).isEmpty();
        assertThat(encoder.isStarted()).isFalse();
        encoder.start();
        assertThat(encoder.isStarted()).isTrue();
        encoder.stop();
        assertThat(encoder.isStarted()).isFalse();
    }

    private static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    private void configure(String properties) throws JoranException {
        String xml = "<configuration><appender name='A' class='" + Sink.class.getName() + "'><encoder class='"
                + JsonEncoder.class.getName() + "'>" + properties
                + "</encoder></appender><root level='info'><appender-ref ref='A'/></root></configuration>";
        context.putObject("written", written);
        JoranConfigurator joran = new JoranConfigurator();
        joran.setContext(context);
        joran.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the statuses above INFO. */
    private List<Status> statuses() {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() > Status.INFO)
                .toList();
    }

    /** One of Logback's own appenders, writing to a buffer. */
    public static final class Sink<E> extends OutputStreamAppender<E> {
        @Override
        public void start() {
            setOutputStream((ByteArrayOutputStream) getContext().getObject("written"));
            super.start();
        }
    }
}
