package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationContext;
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

    /** Returns the property; null if it is more than that. */
    static @Nullable Jackson3PlainProperty of(BeanPropertyWriter origin, SerializationContext context) {
        if (origin.getClass() != BeanPropertyWriter.class) {
            return null;
        }
        Jackson3PlainProperty property = new Jackson3PlainProperty(origin);
        return property.isPlain(context) ? property : null;
    }

    private boolean isPlain(SerializationContext context) {
        boolean isNullPlain = _nullSerializer == null || _nullSerializer instanceof NullSerializer;
        if (!isNullPlain || _suppressableValue != null || _typeSerializer != null) {
            return false;
        }
        ValueSerializer<?> serializer = _serializer == null ? serializerOfType(context) : _serializer;
        return serializer != null
                && (PLAIN.contains(serializer.getClass()) || (serializer instanceof EnumSerializer && !isFormatted()));
    }

    /** Returns what Jackson takes for each value of a type that may have subclasses; null for most types. */
    private @Nullable ValueSerializer<?> serializerOfType(SerializationContext context) {
        Class<?> type = getType().getRawClass();
        boolean isKnown = type == BigDecimal.class || type == BigInteger.class || type.isEnum();
        return isKnown && !isFormatted() ? context.findValueSerializer(type) : null;
    }

    private boolean isFormatted() {
        return getAnnotation(JsonFormat.class) != null;
    }
}
