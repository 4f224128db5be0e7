/** An embedded Loki for tests. */
module io.github.lokiline.testkit {
    requires static org.jspecify;
    requires static org.junit.jupiter.api;
    requires jdk.httpserver;

    exports io.github.lokiline.testkit;
}
