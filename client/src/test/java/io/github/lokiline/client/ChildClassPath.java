package io.github.lokiline.client;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** The class path of a child JVM that runs a class of these tests, which run from the class path or the module path. */
public final class ChildClassPath {

    private ChildClassPath() {}

    /** Returns the value of {@code -cp}. */
    public static String text() {
        return String.join(
                File.pathSeparator,
                List.of(
                        System.getProperty("java.class.path"),
                        System.getProperty("jdk.module.path", ""),
                        Path.of("target", "classes").toString(),
                        Path.of("target", "test-classes").toString()));
    }
}
