package io.github.lokiline.compatibility.artifacts;

import io.github.lokiline.compatibility.artifacts.TestClass.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests that a build runs, with the promises that they are tagged with. Immutable. */
final class Tests {
    private static final Pattern PROMISE = Pattern.compile("promise-(\\d+)");

    private final List<TestClass> classes;

    Tests(List<TestClass> classes) {
        this.classes = List.copyOf(classes);
    }

    /** Returns the tests of all modules that {@code mvn verify} builds, in the order of the root's pom. */
    static Tests ofTheBuild() {
        Pom root = Pom.in(Pom.ROOT);
        return new Tests(Stream.concat(root.moduleNames().stream(), root.unpublishedModuleNames().stream())
                .flatMap(module -> TestSources.of(Pom.ROOT.resolve(module), module).stream())
                .toList());
    }

    /**
     * Returns whether a test exists and is run.
     *
     * @param method a method of the class; empty for any
     */
    boolean isRun(String className, Optional<String> method) {
        return classes.stream()
                .filter(type -> type.name().equals(className))
                .filter(this::isRun)
                .anyMatch(type -> method.map(name -> runs(type, name)).orElse(true));
    }

    /** Returns the tagged numbers, including those of tests that are not run. */
    Set<Integer> taggedPromises() {
        Set<Integer> numbers = new TreeSet<>();
        for (TestClass type : classes) {
            Stream.concat(Stream.of(type.marks()), type.methods().values().stream())
                    .flatMap(marks -> marks.tags().stream())
                    .map(PROMISE::matcher)
                    .filter(tag -> tag.matches())
                    .forEach(tag -> numbers.add(Integer.valueOf(tag.group(1))));
        }
        return numbers;
    }

    /** Returns the tests of a promise that are run, classes or methods, in the order of modules and names. */
    List<Shown> showing(int promise) {
        String tag = "promise-" + promise;
        List<Shown> shown = new ArrayList<>();
        for (TestClass type : classes) {
            if (isRun(type) && type.marks().tags().contains(tag)) {
                shown.add(new Shown(type.module(), type.name()));
            } else if (isRun(type)) {
                type.methods().forEach((name, marks) -> {
                    if (marks.isAlwaysRun() && marks.tags().contains(tag)) {
                        shown.add(new Shown(type.module(), type.name() + "." + name));
                    }
                });
            }
        }
        return shown;
    }

    /**
     * A test of a promise.
     *
     * @param module the module's folder
     * @param name a class, or class and method
     */
    record Shown(String module, String name) {}

    /** Returns whether the class, or a subclass, is run and has a test. */
    private boolean isRun(TestClass type) {
        boolean isReached = type.isStarted()
                || (type.isAbstract()
                        && type.marks().isAlwaysRun()
                        && classes.stream().anyMatch(other -> other.parent().equals(type.name()) && isRun(other)));
        return isReached && allMethods(type).anyMatch(Marks::isAlwaysRun);
    }

    private Stream<Marks> allMethods(TestClass type) {
        return Stream.concat(
                type.methods().values().stream(),
                classes.stream()
                        .filter(other -> other.name().equals(type.parent()))
                        .flatMap(this::allMethods));
    }

    private static boolean runs(TestClass type, String method) {
        Map<String, Marks> methods = type.methods();
        return methods.containsKey(method) && methods.get(method).isAlwaysRun();
    }
}
