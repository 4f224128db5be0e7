/** An application on Log4j. It logs through Log4j's API and requires the plugin only so that it is resolved. */
@SuppressWarnings("module") // the digit is part of the product's name
module com.acme.stock {
    requires org.apache.logging.log4j;
    requires io.github.lokiline.log4j2;
}
