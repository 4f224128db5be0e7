package io.github.lokiline.compatibility.artifacts;

import java.util.Map;
import java.util.Set;

/** The architecture as a table: the module in each published folder, and everything that it may use. */
final class Layers {

    static final String LOGBACK = "ch.qos.logback";
    static final String LOG4J = "org.apache.logging.log4j";
    static final String SLF4J = "org.slf4j";
    static final String OKHTTP = "com.squareup.okhttp3";

    /** The libraries that distinguish the modules; all others may be used anywhere. */
    static final Set<String> RULED_LIBRARIES = Set.of(LOGBACK, LOG4J, SLF4J, OKHTTP);

    private static final String LINES = "io.github.lokiline.json";
    private static final String ENCODER = "io.github.lokiline.logback.json";
    private static final String CLIENT = "io.github.lokiline.client";
    private static final String APPEND = "io.github.lokiline.appender";
    private static final String APPENDER = "io.github.lokiline.logback.loki";
    private static final String LOG4J_PLUGIN = "io.github.lokiline.log4j2";
    private static final String TESTKIT = "io.github.lokiline.testkit";
    private static final String REQUEST = "io.github.lokiline.request";
    private static final String STARTER = "io.github.lokiline.spring";
    static final String DOCTOR = "io.github.lokiline.doctor";

    private static final Map<String, Layer> TABLE = Map.of(
            "json-line", new Layer(LINES, true, Set.of(), Set.of()),
            "json-encoder", new Layer(ENCODER, true, Set.of(LINES), Set.of(LOGBACK, SLF4J)),
            "client", new Layer(CLIENT, true, Set.of(), Set.of(OKHTTP)),
            "appender-core", new Layer(APPEND, false, Set.of(CLIENT, LINES), Set.of(OKHTTP)),
            "logback-loki-appender",
                    new Layer(APPENDER, true, Set.of(APPEND, CLIENT, ENCODER, LINES), Set.of(LOGBACK, SLF4J, OKHTTP)),
            "log4j2-plugin", new Layer(LOG4J_PLUGIN, true, Set.of(APPEND, CLIENT, LINES), Set.of(LOG4J, OKHTTP)),
            "testkit", new Layer(TESTKIT, true, Set.of(), Set.of()),
            "request-context", new Layer(REQUEST, true, Set.of(), Set.of(LOGBACK, SLF4J, OKHTTP)),
            "spring-boot-starter",
                    new Layer(
                            STARTER,
                            true,
                            Set.of(APPENDER, LOG4J_PLUGIN, LINES, REQUEST),
                            Set.of(LOGBACK, LOG4J, SLF4J, OKHTTP)),
            "doctor", new Layer(DOCTOR, false, Set.of(APPENDER, CLIENT, ENCODER, LINES), Set.of(LOGBACK, OKHTTP)));

    /** The siblings that only a module's tests may use, by folder. */
    private static final Map<String, Set<String>> IN_TESTS = Map.of(
            "json-encoder", Set.of("contract-tests"),
            "client", Set.of("testkit"),
            "appender-core", Set.of("contract-tests"),
            "logback-loki-appender", Set.of("contract-tests", "testkit"),
            "log4j2-plugin", Set.of("contract-tests", "testkit"),
            "request-context", Set.of("json-encoder"),
            "spring-boot-starter", Set.of("testkit"),
            "doctor", Set.of("testkit"));

    private Layers() {}

    /**
     * A module's place.
     *
     * @param module its name, which is also the name of the package that is public
     * @param hasPublicPackage false if only siblings use it
     * @param mayRequire the modules of this project that it may require
     * @param mayDependOn the ruled libraries that its main code and its tests may depend on
     */
    record Layer(String module, boolean hasPublicPackage, Set<String> mayRequire, Set<String> mayDependOn) {

        /** Returns the packages that are exported to everybody. */
        Set<String> publicPackages() {
            return hasPublicPackage ? Set.of(module) : Set.of();
        }
    }

    static Set<String> folders() {
        return TABLE.keySet();
    }

    static Layer of(String folder) {
        return TABLE.get(folder);
    }

    static Set<String> inTests(String folder) {
        return IN_TESTS.getOrDefault(folder, Set.of());
    }

    static String folderOf(String module) {
        return TABLE.entrySet().stream()
                .filter(entry -> entry.getValue().module().equals(module))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no folder has the module " + module));
    }
}
