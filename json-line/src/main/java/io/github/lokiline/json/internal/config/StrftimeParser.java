package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.field.PatternTimestamp;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the formats of strftime in C and Python, with English names. Owned by its caller. In addition to C's directives,
 * {@code %f} is Python's microseconds and {@code %L} Ruby's milliseconds.
 */
final class StrftimeParser {
    private static final String KNOWN =
            "%a %A %b %B %d %D %e %f %F %H %I %j %L %m %M %n %p %R %s %S %t %T %y %Y %z %Z %%";
    private static final Map<String, String> PATTERNS = MapParser.pairs("""
            a=EEE A=EEEE b=MMM B=MMMM d=dd D=MM/dd/yy e=ppd F=uuuu-MM-dd H=HH I=hh j=DDD
            m=MM M=mm p=a R=HH:mm S=ss T=HH:mm:ss y=yy Y=uuuu z=xx Z=zzz
            """);
    private static final Map<Character, String> LITERALS = Map.of('n', "\n", 't', "\t", '%', "%");
    private static final Map<Character, Integer> FRACTIONS = Map.of('f', 6, 'L', 3);

    private final String format;
    private DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    private DateTimeFormatter head = DateTimeFormatter.ofPattern("");
    private int fractionDigits;

    private StrftimeParser(String format) {
        this.format = format;
    }

    static PatternTimestamp.Parts parts(String format) throws InvalidPropertyException {
        return new StrftimeParser(format).read();
    }

    private PatternTimestamp.Parts read() throws InvalidPropertyException {
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) == '%') {
                i++;
                directive(i < format.length() ? format.charAt(i) : ' ');
            } else {
                builder.appendLiteral(format.charAt(i));
            }
        }
        DateTimeFormatter last = builder.toFormatter(Locale.ENGLISH);
        return fractionDigits == 0
                ? new PatternTimestamp.Parts(last, 0, DateTimeFormatter.ofPattern(""))
                : new PatternTimestamp.Parts(head, fractionDigits, last);
    }

    private void directive(char letter) throws InvalidPropertyException {
        String pattern = PATTERNS.get(String.valueOf(letter));
        String literal = LITERALS.get(letter);
        Integer digits = FRACTIONS.get(letter);
        if (pattern != null) {
            builder.appendPattern(pattern);
        } else if (literal != null) {
            builder.appendLiteral(literal);
        } else if (digits != null) {
            fraction(digits);
        } else if (letter == 's') {
            builder.appendValue(ChronoField.INSTANT_SECONDS);
        } else {
            throw new InvalidPropertyException("unknown directive %" + letter, "write one of " + KNOWN);
        }
    }

    private void fraction(int digits) throws InvalidPropertyException {
        if (fractionDigits != 0) {
            throw new InvalidPropertyException("two fractions of the second", "keep one of %f and %L");
        }
        fractionDigits = digits;
        head = builder.toFormatter(Locale.ENGLISH);
        builder = new DateTimeFormatterBuilder();
    }
}
