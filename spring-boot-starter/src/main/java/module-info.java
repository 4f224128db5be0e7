/**
 * The Spring Boot integration: an appender configured in {@code application.yml}, a health indicator and the request
 * filter.
 */
module io.github.lokiline.spring {
    exports io.github.lokiline.spring;

    // Spring creates the beans and reads their annotations.
    opens io.github.lokiline.spring to
            spring.core,
            spring.beans,
            spring.context;
    opens io.github.lokiline.spring.internal to
            spring.core,
            spring.beans,
            spring.context;

    requires static org.jspecify;
    requires io.github.lokiline.json;
    requires io.github.lokiline.logback.loki;
    requires static io.github.lokiline.log4j2;
    requires static io.github.lokiline.request;
    requires static jakarta.servlet;
    requires static spring.web;
    requires static reactor.core;
    requires spring.boot;
    requires transitive spring.boot.autoconfigure;
    requires spring.beans;
    requires spring.context;
    requires spring.core;
    requires static spring.boot.actuator;
    requires static spring.boot.health;
    requires static com.fasterxml.jackson.annotation;
    requires static org.apache.logging.log4j;
    requires static org.apache.logging.log4j.core;
    // Log4j reports a reload by java.beans.
    requires static java.desktop;
    requires org.slf4j;
}
