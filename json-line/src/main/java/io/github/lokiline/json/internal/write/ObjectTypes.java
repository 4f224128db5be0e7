package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.jackson.BeanProperties;
import io.github.lokiline.json.internal.jackson.OwnTypes;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The types whose objects are taken apart; all others are written by a rule of their own. Decided once for a class, because
 * asking an object for a dozen interfaces that it has not costs more than writing a property. Thread-safe.
 */
final class ObjectTypes {
    private static final List<Class<?>> VALUES = List.of(
            CharSequence.class,
            Character.class,
            Number.class,
            byte[].class,
            ValueWriter.LiteralValue.class,
            Throwable.class,
            Date.class);
    private static final List<Class<?>> CONTAINERS = List.of(
            Map.class, Map.Entry.class, Collection.class, Optional.class, AtomicReference.class, Supplier.class);

    /** Holds no object of this library: the classes of the JDK outlive it in a container of applications. */
    private static final ClassValue<Boolean> TAKEN_APART = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            boolean isValue = isOneOf(VALUES, type) || OwnTypes.isOfJdk(type);
            boolean isAnnotatable = isContainer(type) || Enum.class.isAssignableFrom(type);
            return !isValue && (!isAnnotatable || BeanProperties.isAnnotated(type));
        }
    };

    private static final ClassValue<Boolean> WRITTEN_AS_CONTAINERS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isContainer(type) && !BeanProperties.isAnnotated(type);
        }
    };

    private ObjectTypes() {}

    /** Returns whether objects of a type are taken apart. */
    static boolean areTakenApart(Class<?> type) {
        return TAKEN_APART.get(type);
    }

    /** Returns whether objects of a type are written as their content; a container with annotations is not. */
    static boolean areWrittenAsContainers(Class<?> type) {
        return WRITTEN_AS_CONTAINERS.get(type);
    }

    static boolean isContainer(Class<?> type) {
        return type.isArray() || isOneOf(CONTAINERS, type);
    }

    private static boolean isOneOf(List<Class<?>> types, Class<?> type) {
        for (Class<?> supertype : types) {
            if (supertype.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }
}
