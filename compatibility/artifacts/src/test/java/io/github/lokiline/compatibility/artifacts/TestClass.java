package io.github.lokiline.compatibility.artifacts;

import java.util.Map;
import java.util.Set;

/**
 * A class of tests as its source declares it. Immutable.
 *
 * @param module the module's folder
 * @param name the name without package
 * @param parent the superclass without package; empty for none
 * @param isAbstract whether only subclasses run its tests
 * @param marks the annotations of the class
 * @param methods the annotations of each test, including those of nested classes
 */
record TestClass(
        String module, String name, String parent, boolean isAbstract, Marks marks, Map<String, Marks> methods) {

    /**
     * The annotations of a class or method.
     *
     * @param names the names without packages
     * @param tags the values of {@code @Tag}
     */
    record Marks(Set<String> names, Set<String> tags) {
        private static final Set<String> TESTS =
                Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property");

        boolean isTest() {
            return names.stream().anyMatch(TESTS::contains);
        }

        /**
         * Returns whether the test is always run. A condition on the machine counts as not run, because a build would
         * not show that it is never met.
         */
        boolean isAlwaysRun() {
            return names.stream().noneMatch(name -> name.startsWith("Disabled") || name.startsWith("Enabled"));
        }
    }

    /** Returns whether Surefire would start the class. */
    boolean isStarted() {
        return !isAbstract && name.endsWith("Test") && marks.isAlwaysRun();
    }
}
