package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
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
import org.jspecify.annotations.Nullable;

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

    /** Returns the property; null if it is more than that. */
    static @Nullable Jackson2PlainProperty of(BeanPropertyWriter origin, SerializerProvider context)
            throws JsonMappingException {
        if (origin.getClass() != BeanPropertyWriter.class) {
            return null;
        }
        Jackson2PlainProperty property = new Jackson2PlainProperty(origin);
        return property.isPlain(context) ? property : null;
    }

    private boolean isPlain(SerializerProvider context) throws JsonMappingException {
        boolean isNullPlain = _nullSerializer == null || _nullSerializer instanceof NullSerializer;
        if (!isNullPlain || _suppressableValue != null || _typeSerializer != null) {
            return false;
        }
        JsonSerializer<?> serializer = _serializer == null ? serializerOfType(context) : _serializer;
        return serializer != null
                && (PLAIN.contains(serializer.getClass()) || (serializer instanceof EnumSerializer && !isFormatted()));
    }

    /** Returns what Jackson takes for each value of a type that may have subclasses; null for most types. */
    private @Nullable JsonSerializer<?> serializerOfType(SerializerProvider context) throws JsonMappingException {
        Class<?> type = getType().getRawClass();
        boolean isKnown = type == BigDecimal.class || type == BigInteger.class || type.isEnum();
        return isKnown && !isFormatted() ? context.findValueSerializer(type) : null;
    }

    private boolean isFormatted() {
        return getAnnotation(JsonFormat.class) != null;
    }
}
