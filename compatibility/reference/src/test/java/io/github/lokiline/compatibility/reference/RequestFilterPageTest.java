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

/** Checks the filter's table in {@code docs/request-context.md} against its setters and init parameters. */
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

    /** The page lists the paths that a filter skips by default. */
    @Test
    void eachDefaultIsTheOneInEffect() {
        RequestContextFilter filter = new RequestContextFilter();
        filter.setSkip(TABLE.get("skip").defaultText().orElseThrow());
        filter.setTraceparent(TABLE.get("traceparent").defaultText().orElseThrow());

        assertThat(filter).usingRecursiveComparison().isEqualTo(new RequestContextFilter());
        assertThat(TABLE.get("headers").isPlain()).isTrue();
        filter.setSkip("/health");
        assertThat(filter).usingRecursiveComparison().isNotEqualTo(new RequestContextFilter());
    }

    /** Records the names of the requested init parameters, and has none of them. */
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
