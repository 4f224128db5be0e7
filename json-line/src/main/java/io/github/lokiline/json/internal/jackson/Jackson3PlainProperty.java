package io.github.lokiline.json.internal.jackson;

import io.github.lokiline.json.internal.write.BeanWriter;
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

    /** The only class of plain values; null where the type has no subclasses. */
    private final @Nullable Class<?> only;

    private Jackson3PlainProperty(BeanPropertyWriter origin) {
        super(origin);
        Class<?> type = getType().getRawClass();
        this.only = type == BigDecimal.class || type == BigInteger.class ? type : null;
    }

    @Override
    public boolean isPlain(Object value) {
        return only == null || value.getClass() == only;
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
        boolean isNullPlain =
                _nullSerializer == null || (_nullSerializer instanceof NullSerializer && !willSuppressNulls());
        if (!isNullPlain || _suppressableValue != null || _typeSerializer != null) {
            return false;
        }
        ValueSerializer<?> serializer = _serializer == null ? serializerOfType(context) : _serializer;
        return serializer != null
                && (PLAIN.contains(serializer.getClass())
                        || (serializer instanceof EnumSerializer constants && writesNames(constants, context)));
    }

    /** Returns what Jackson takes for each value of a type that may have subclasses; null for most types. */
    private @Nullable ValueSerializer<?> serializerOfType(SerializationContext context) {
        Class<?> type = getType().getRawClass();
        return only != null || type.isEnum() ? context.findPrimaryPropertySerializer(type, this) : null;
    }

    /** Asks for each constant: annotations, modules and formats may rename or number them. */
    private boolean writesNames(EnumSerializer serializer, SerializationContext context) {
        BeanWriter parts = BeanWriter.outsideLine(getType());
        for (Object value : getType().getRawClass().getEnumConstants()) {
            Enum<?> constant = (Enum<?>) value;
            parts.restart(constant);
            serializer.serialize(constant, new Jackson3Generator(parts, context), context);
            if (!parts.text().equals("\"" + constant.name() + "\"")) {
                return false;
            }
        }
        return true;
    }
}
