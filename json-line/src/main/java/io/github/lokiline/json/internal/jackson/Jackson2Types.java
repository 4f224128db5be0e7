package io.github.lokiline.json.internal.jackson;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the types that only Jackson 2 writes as their author meant: its own (trees, {@code JsonSerializable}), and types
 * with annotations of its databind, such as {@code @JsonSerialize(using = Mask.class)}. Jackson 3 ignores these
 * annotations without a word. Both read those of {@code com.fasterxml.jackson.annotation}. Stateless.
 */
final class Jackson2Types {
    private static final String ANNOTATIONS = "com.fasterxml.jackson.databind.annotation.";
    private static final String ANNOTATIONS_OF_3 = "tools.jackson.databind.annotation.";
    private static final List<String> OWN =
            List.of("com.fasterxml.jackson.core.TreeNode", "com.fasterxml.jackson.databind.JsonSerializable");

    private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isOwn(type) || (isAnnotated(type, ANNOTATIONS) && !isAnnotated(type, ANNOTATIONS_OF_3));
        }
    };

    private Jackson2Types() {}

    static boolean contains(Class<?> type) {
        return KNOWN.get(type);
    }

    private static boolean isOwn(Class<?> type) {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            for (Class<?> implemented : one.getInterfaces()) {
                if (OWN.contains(implemented.getName()) || isOwn(implemented)) {
                    return true;
                }
            }
        }
        return OWN.contains(type.getName());
    }

    /** Looks at the type, what it inherits, and its members: databind reads annotations of all of them. */
    private static boolean isAnnotated(Class<?> type, String packageName) {
        if (type.getName().startsWith("java.")) {
            return false;
        }
        try {
            boolean found = Stream.<AnnotatedElement[]>of(
                            new AnnotatedElement[] {type},
                            type.getDeclaredFields(),
                            type.getDeclaredMethods(),
                            type.getDeclaredConstructors())
                    .flatMap(Stream::of)
                    .flatMap(element -> Stream.of(element.getDeclaredAnnotations()))
                    .anyMatch(annotation -> isOf(annotation, packageName));
            Class<?> parent = type.getSuperclass();
            return found
                    || (parent != null && isAnnotated(parent, packageName))
                    || Stream.of(type.getInterfaces()).anyMatch(one -> isAnnotated(one, packageName));
        } catch (LinkageError e) {
            // A class that a member names is missing: Jackson cannot read the type either.
            return false;
        }
    }

    /** Returns true also for an annotation that bundles others ({@code @JacksonAnnotationsInside}). */
    private static boolean isOf(Annotation annotation, String packageName) {
        Class<? extends Annotation> type = annotation.annotationType();
        return type.getName().startsWith(packageName)
                || Stream.of(type.getDeclaredAnnotations())
                        .anyMatch(inside -> inside.annotationType().getName().startsWith(packageName));
    }
}
