package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.std.BooleanSerializer;
import com.fasterxml.jackson.databind.ser.std.EnumSerializer;
import com.fasterxml.jackson.databind.ser.std.NullSerializer;
import com.fasterxml.jackson.databind.ser.std.NumberSerializer;
import com.fasterxml.jackson.databind.ser.std.NumberSerializers;
import com.fasterxml.jackson.databind.ser.std.StringSerializer;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.stream.Stream;

/** A property that Jackson 2 writes as lines do. Thread-safe. */
final class Jackson2PlainProperty extends BeanPropertyWriter implements PlainProperty {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Set<Class<?>> PLAIN = Set.of(
            Jackson2Rules.Left.class,
            StringSerializer.class,
            BooleanSerializer.class,
            NumberSerializer.class,
            NumberSerializers.IntegerSerializer.class,
            NumberSerializers.LongSerializer.class,
            NumberSerializers.DoubleSerializer.class,
            NumberSerializers.FloatSerializer.class,
            NumberSerializers.ShortSerializer.class,
            NumberSerializers.IntLikeSerializer.class);

    private Jackson2PlainProperty(BeanPropertyWriter origin) {
        super(origin);
    }

    /** Returns the property; nothing if it is more than that. */
    static Stream<Jackson2PlainProperty> of(BeanPropertyWriter origin) {
        if (origin.getClass() != BeanPropertyWriter.class) {
            return Stream.empty();
        }
        return Stream.of(new Jackson2PlainProperty(origin)).filter(Jackson2PlainProperty::isPlain);
    }

    private boolean isPlain() {
        boolean isNullPlain = _nullSerializer == null || _nullSerializer instanceof NullSerializer;
        return isNullPlain
                && _suppressableValue == null
                && _typeSerializer == null
                && (_serializer == null ? isPlainType() : isPlain(_serializer));
    }

    private boolean isPlain(JsonSerializer<?> serializer) {
        return PLAIN.contains(serializer.getClass()) || (serializer instanceof EnumSerializer && !isFormatted());
    }

    /** Jackson finds the serializer of a class that may have subclasses when it sees the value. */
    private boolean isPlainType() {
        Class<?> type = getType().getRawClass();
        return !isFormatted() && (type == BigDecimal.class || type == BigInteger.class || type.isEnum());
    }

    private boolean isFormatted() {
        return getAnnotation(JsonFormat.class) != null;
    }
}
