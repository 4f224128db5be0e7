package io.github.lokiline.json.internal.jackson;

import io.github.lokiline.json.internal.write.BeanWriter;
import java.util.List;

/**
 * Takes the beans of one class apart, of which Jackson adds nothing to any property: they are read and passed on without
 * its contexts and tokens between, which cost more than the values. Thread-safe.
 */
final class PlainBean implements BeanConverter {
    private final PlainProperty[] properties;

    /** Kept alive by its classes only, so that each of them has to know it. */
    private final BeanConverter mapper;

    /** The exceptions of Jackson around those of a bean. */
    private final Class<?> wrapper;

    private PlainBean(List<? extends PlainProperty> properties, BeanConverter mapper, Class<?> wrapper) {
        this.properties = properties.toArray(PlainProperty[]::new);
        this.mapper = mapper;
        this.wrapper = wrapper;
    }

    /** Returns the converter of a class; the mapper itself for one without properties, which it refuses. */
    static BeanConverter of(List<? extends PlainProperty> properties, BeanConverter mapper, Class<?> wrapper) {
        return properties.isEmpty() ? mapper : new PlainBean(properties, mapper, wrapper);
    }

    @Override
    public boolean write(Object bean, BeanWriter parts) {
        try {
            parts.begin(true, bean);
            for (PlainProperty property : properties) {
                write(property, bean, parts);
            }
            parts.end();
        } catch (BeanWriter.Stop e) {
            // What is shown of the bean is written.
        }
        return true;
    }

    private void write(PlainProperty property, Object bean, BeanWriter parts) {
        long mark = parts.mark();
        try {
            Object value = property.get(bean);
            if (value == null && property.willSuppressNulls()) {
                return;
            }
            if (value == null || property.isPlain(value)) {
                parts.property(property.getName(), value);
            } else {
                parts.name(property.getName());
                mapper.write(value, parts);
            }
        } catch (Throwable failure) {
            // Includes errors: a getter may fail with a LinkageError.
            parts.recover(mark, property.getName(), BeanConverter.own(failure, wrapper));
        }
    }
}
