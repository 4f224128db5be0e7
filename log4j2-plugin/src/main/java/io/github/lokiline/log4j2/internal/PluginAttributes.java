package io.github.lokiline.log4j2.internal;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;

/**
 * Reads the attributes that a configuration has set in a plugin builder: the fields that Log4j fills are the list of
 * attributes, and there is no other. Stateless.
 */
public final class PluginAttributes {
    private PluginAttributes() {}

    /** Returns the text of each attribute that is set in the builder's class and its superclasses of the same package. */
    public static Map<String, String> of(Object builder) {
        Map<String, String> texts = new LinkedHashMap<>();
        Package own = builder.getClass().getPackage();
        for (Class<?> type = builder.getClass(); type.getPackage() == own; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(PluginBuilderAttribute.class)) {
                    read(builder, field, texts);
                }
            }
        }
        return texts;
    }

    private static void read(Object builder, Field field, Map<String, String> texts) {
        try {
            field.setAccessible(true);
            if (field.get(builder) instanceof String text) {
                texts.put(field.getName(), text);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field of this module: " + field, e);
        }
    }
}
