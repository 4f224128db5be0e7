/** An application on Log4j. What it logs through is Log4j's API; our plugin it names so that it is there. */
@SuppressWarnings("module") // the digit is part of what it is for
module com.acme.stock {
    requires org.apache.logging.log4j;
    requires io.github.lokiline.log4j2;
}
