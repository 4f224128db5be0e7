/** An application on Logback. It logs through SLF4J and requires the other modules only so that they are resolved. */
module com.acme.orders {
    requires org.slf4j;
    requires io.github.lokiline.logback.loki;
    requires io.github.lokiline.request;
}
