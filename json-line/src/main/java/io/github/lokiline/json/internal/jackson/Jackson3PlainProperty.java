package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.jdk.BooleanSerializer;
import tools.jackson.databind.ser.jdk.EnumSerializer;
import tools.jackson.databind.ser.jdk.NumberSerializer;
import tools.jackson.databind.ser.jdk.NumberSerializers;
import tools.jackson.databind.ser.jdk.StringSerializer;
import tools.jackson.databind.ser.std.NullSerializer;

/** A property that Jackson 3 writes as lines do. Thread-safe. */
final class Jackson3PlainProperty extends BeanPropertyWriter implements PlainProperty {
    private static final Set<Class<?>> PLAIN = Set.of(
            Jackson3Rules.Left.class,
            StringSerializer.class,
            BooleanSerializer.class,
            NumberSerializer.class,
            NumberSerializers.IntegerSerializer.class,
            NumberSerializers.LongSerializer.class,
            NumberSerializers.DoubleSerializer.class,
            NumberSerializers.FloatSerializer.class,
            NumberSerializers.ShortSerializer.class,
            NumberSerializers.IntLikeSerializer.class);

    private Jackson3PlainProperty(BeanPropertyWriter origin) {
        super(origin);
    }

    /** Returns the property; nothing if it is more than that. */
    static Stream<Jackson3PlainProperty> of(BeanPropertyWriter origin) {
        if (origin.getClass() != BeanPropertyWriter.class) {
            return Stream.empty();
        }
        return Stream.of(new Jackson3PlainProperty(origin)).filter(Jackson3PlainProperty::isPlain);
    }

    private boolean isPlain() {
        boolean isNullPlain = _nullSerializer == null || _nullSerializer instanceof NullSerializer;
        return isNullPlain
                && _suppressableValue == null
                && _typeSerializer == null
                && (_serializer == null ? isPlainType() : isPlain(_serializer));
    }

    private boolean isPlain(ValueSerializer<?> serializer) {
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
