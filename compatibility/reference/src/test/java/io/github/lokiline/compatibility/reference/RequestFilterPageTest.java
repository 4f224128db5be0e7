package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.request.RequestContextFilter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The filter's table in {@code docs/request-context.md}, against its setters and the init parameters that it asks for. */
class RequestFilterPageTest {
    private static final PropertyTable TABLE = PropertyTable.of("request-context.md", "The filter");

    @Test
    void namesEverySetterAndNoOther() {
        assertThat(new TreeSet<>(TABLE.names()))
                .isEqualTo(new TreeSet<>(Setters.of(RequestContextFilter.class).names()));
    }

    @Test
    void namesEveryInitParameterAndNoOther() throws ServletException {
        List<String> asked = new ArrayList<>();
        new RequestContextFilter().init(new Asked(asked));

        assertThat(asked).containsExactlyInAnyOrderElementsOf(TABLE.names());
    }

    /** The paths that a filter as it comes passes over are the ones on the page. */
    @Test
    void eachDefaultIsTheOneInEffect() {
        RequestContextFilter told = new RequestContextFilter();
        told.setSkip(TABLE.get("skip").defaultText().orElseThrow());
        told.setTraceparent(TABLE.get("traceparent").defaultText().orElseThrow());

        assertThat(told).usingRecursiveComparison().isEqualTo(new RequestContextFilter());
        assertThat(TABLE.get("headers").isPlain()).isTrue();
        told.setSkip("/health");
        assertThat(told).usingRecursiveComparison().isNotEqualTo(new RequestContextFilter());
    }

    /** Has no parameter, and writes down which are asked for. */
    private record Asked(List<String> names) implements FilterConfig {
        @Override
        public String getInitParameter(String name) {
            names.add(name);
            return null;
        }

        @Override
        public String getFilterName() {
            return "requests";
        }

        @Override
        public ServletContext getServletContext() {
            throw new UnsupportedOperationException("none is needed");
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
