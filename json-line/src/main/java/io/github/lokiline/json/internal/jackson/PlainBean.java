package io.github.lokiline.json.internal.jackson;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Takes the beans of one class apart, of which Jackson adds nothing to any property: they are read and passed on without
 * its contexts and tokens between, which cost more than the values. Thread-safe.
 */
final class PlainBean implements BeanConverter {
    private final PlainProperty[] properties;

    /** Other classes of the same loader use it, and only classes keep it alive. */
    @SuppressWarnings("unused")
    private final BeanConverter mapper;

    private PlainBean(List<? extends PlainProperty> properties, BeanConverter mapper) {
        this.properties = properties.toArray(PlainProperty[]::new);
        this.mapper = mapper;
    }

    /** Returns the converter of a class; the mapper itself for one without properties, which it refuses. */
    static BeanConverter of(List<? extends PlainProperty> properties, BeanConverter mapper) {
        return properties.isEmpty() ? mapper : new PlainBean(properties, mapper);
    }

    @Override
    public boolean write(Object bean, BeanParts parts) {
        try {
            parts.begin(true, bean);
            for (PlainProperty property : properties) {
                write(property, bean, parts);
            }
            parts.end();
        } catch (StopException e) {
            // What is shown of the bean is written.
        }
        return true;
    }

    private static void write(PlainProperty property, Object bean, BeanParts parts) {
        Object value;
        try {
            value = property.get(bean);
        } catch (Throwable failure) {
            // Includes errors: a getter may fail with a LinkageError.
            parts.recover(parts.mark(), property.getName(), own(failure));
            return;
        }
        if (value != null || !property.willSuppressNulls()) {
            parts.property(property.getName(), value);
        }
    }

    /** Returns the failure of the application's own code, as which it is known. */
    private static Throwable own(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof InvocationTargetException && cause != null ? cause : failure;
    }
}
