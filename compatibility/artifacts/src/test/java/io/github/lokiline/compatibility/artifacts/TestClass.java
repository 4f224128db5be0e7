package io.github.lokiline.compatibility.artifacts;

import java.util.Map;
import java.util.Set;

/**
 * A class of tests as its source has it. Immutable.
 *
 * @param module the folder it belongs to
 * @param name without its package
 * @param parent what it extends, without package; empty for nothing
 * @param isAbstract whether only others run its tests
 * @param marks what stands above it
 * @param methods what stands above each of its tests, those of nested classes among them
 */
record TestClass(
        String module, String name, String parent, boolean isAbstract, Marks marks, Map<String, Marks> methods) {

    /**
     * Annotations.
     *
     * @param names of all, without packages
     * @param tags of those that are tags
     */
    record Marks(Set<String> names, Set<String> tags) {
        private static final Set<String> TESTS =
                Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property");

        boolean isTest() {
            return names.stream().anyMatch(TESTS::contains);
        }

        /** Also not where only some machines run it: nobody would notice that ours is none of them. */
        boolean isAlwaysRun() {
            return names.stream().noneMatch(name -> name.startsWith("Disabled") || name.startsWith("Enabled"));
        }
    }

    /** Whether Surefire would start it. */
    boolean isStarted() {
        return !isAbstract && name.endsWith("Test") && marks.isAlwaysRun();
    }
}
