package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.std.BooleanSerializer;
import com.fasterxml.jackson.databind.ser.std.EnumSerializer;
import com.fasterxml.jackson.databind.ser.std.NullSerializer;
import com.fasterxml.jackson.databind.ser.std.NumberSerializer;
import com.fasterxml.jackson.databind.ser.std.NumberSerializers;
import com.fasterxml.jackson.databind.ser.std.StringSerializer;
import io.github.lokiline.json.internal.write.BeanWriter;
import java.io.IOException;
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

    /** The only class of plain values; null where the type has no subclasses. */
    private final @Nullable Class<?> only;

    private Jackson2PlainProperty(BeanPropertyWriter origin) {
        super(origin);
        Class<?> type = getType().getRawClass();
        this.only = type == BigDecimal.class || type == BigInteger.class ? type : null;
    }

    @Override
    public boolean isPlain(Object value) {
        return only == null || value.getClass() == only;
    }

    /** Returns the property; null if it is more than that. */
    static @Nullable Jackson2PlainProperty of(BeanPropertyWriter origin, SerializerProvider context)
            throws IOException {
        if (origin.getClass() != BeanPropertyWriter.class) {
            return null;
        }
        Jackson2PlainProperty property = new Jackson2PlainProperty(origin);
        return property.isPlain(context) ? property : null;
    }

    private boolean isPlain(SerializerProvider context) throws IOException {
        boolean isNullPlain =
                _nullSerializer == null || (_nullSerializer instanceof NullSerializer && !willSuppressNulls());
        if (!isNullPlain || _suppressableValue != null || _typeSerializer != null) {
            return false;
        }
        JsonSerializer<?> serializer = _serializer == null ? serializerOfType(context) : _serializer;
        return serializer != null
                && (PLAIN.contains(serializer.getClass())
                        || (serializer instanceof EnumSerializer constants && writesNames(constants, context)));
    }

    /** Returns what Jackson takes for each value of a type that may have subclasses; null for most types. */
    private @Nullable JsonSerializer<?> serializerOfType(SerializerProvider context) throws IOException {
        Class<?> type = getType().getRawClass();
        return only != null || type.isEnum() ? context.findPrimaryPropertySerializer(type, this) : null;
    }

    /** Asks for each constant: annotations, modules and formats may rename or number them. */
    private boolean writesNames(EnumSerializer serializer, SerializerProvider context) throws IOException {
        BeanWriter parts = BeanWriter.outsideLine(getType());
        for (Object value : getType().getRawClass().getEnumConstants()) {
            Enum<?> constant = (Enum<?>) value;
            parts.restart(constant);
            serializer.serialize(constant, new Jackson2Generator(parts, null), context);
            if (!parts.text().equals("\"" + constant.name() + "\"")) {
                return false;
            }
        }
        return true;
    }
}
