/** An application on Logback. What it logs through is SLF4J; the others it names so that they are there. */
module com.acme.orders {
    requires org.slf4j;
    requires io.github.lokiline.logback.loki;
    requires io.github.lokiline.request;
}
