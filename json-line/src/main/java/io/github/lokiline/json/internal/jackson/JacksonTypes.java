package io.github.lokiline.json.internal.jackson;

import io.github.lokiline.json.spi.Supertypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.stream.Stream;

/**
 * The types that only one of the two Jacksons writes as their author meant: its own (trees, {@code JsonSerializable}),
 * and types with annotations of its databind, such as {@code @JsonSerialize(using = Mask.class)}, which the other one
 * ignores. Both read those of {@code com.fasterxml.jackson.annotation}. Thread-safe.
 */
final class JacksonTypes {
    static final JacksonTypes TWO = new JacksonTypes(
            "com.fasterxml.jackson.databind.annotation.",
            "com.fasterxml.jackson.core.TreeNode",
            "com.fasterxml.jackson.databind.JsonSerializable");
    static final JacksonTypes THREE = new JacksonTypes(
            "tools.jackson.databind.annotation.",
            "tools.jackson.core.TreeNode",
            "tools.jackson.databind.JacksonSerializable");

    private static final JacksonTypes COMMON = new JacksonTypes("com.fasterxml.jackson.annotation.");

    private static final ClassValue<Boolean> ANNOTATED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return COMMON.contains(type) || TWO.contains(type) || THREE.contains(type);
        }
    };

    /** Annotations bundle others ({@code @JacksonAnnotationsInside}), and Java's own may bundle themselves. */
    private static final int MOST_BUNDLES = 4;

    private final String annotations;
    private final List<String> own;

    private final ClassValue<Boolean> known = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return Supertypes.find(type, own) != null || annotates(type);
        }
    };

    private JacksonTypes(String annotations, String... own) {
        this.annotations = annotations;
        this.own = List.of(own);
    }

    /** Returns whether a type has any annotation of Jackson's. */
    static boolean isAnnotated(Class<?> type) {
        return ANNOTATED.get(type);
    }

    /** Returns whether Jackson 2 writes a type where both are present: Jackson 3 writes what is annotated for both. */
    static boolean belongsToJackson2(Class<?> type) {
        return TWO.contains(type) && !THREE.contains(type);
    }

    /** Returns whether a type is one of these; it may be one of the other Jackson, too. */
    boolean contains(Class<?> type) {
        return known.get(type);
    }

    /** Looks at the type, what it inherits, and its members: databind reads annotations of all of them. */
    private boolean annotates(Class<?> type) {
        if (type.getName().startsWith("java.")) {
            return false;
        }
        try {
            Class<?> parent = type.getSuperclass();
            return annotationsOf(type).anyMatch(annotation -> isOf(annotation.annotationType(), MOST_BUNDLES))
                    || (parent != null && annotates(parent))
                    || Stream.of(type.getInterfaces()).anyMatch(this::annotates);
        } catch (LinkageError e) {
            // A class that a member names is missing: Jackson cannot read the type either.
            return false;
        }
    }

    private static Stream<Annotation> annotationsOf(Class<?> type) {
        Stream<AnnotatedElement> members = Stream.<AnnotatedElement[]>of(
                        new AnnotatedElement[] {type}, type.getDeclaredFields(), type.getDeclaredMethods())
                .flatMap(Stream::of);
        Stream<Annotation> parameters = Stream.of(type.getDeclaredConstructors())
                .map(Executable::getParameterAnnotations)
                .flatMap(Stream::of)
                .flatMap(Stream::of);
        return Stream.concat(members.flatMap(member -> Stream.of(member.getDeclaredAnnotations())), parameters);
    }

    private boolean isOf(Class<? extends Annotation> annotation, int bundles) {
        return annotation.getName().startsWith(annotations)
                || (bundles > 0
                        && Stream.of(annotation.getDeclaredAnnotations())
                                .anyMatch(inside -> isOf(inside.annotationType(), bundles - 1)));
    }
}
