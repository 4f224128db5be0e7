package io.github.lokiline.compatibility.http;

import jakarta.servlet.http.HttpServlet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servlet of a web application, which logs when it begins and when it ends. Thread-safe. */
public final class LastWordsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(LastWordsServlet.class);

    /** Creates a servlet, for the container. */
    public LastWordsServlet() {}

    @Override
    public void init() {
        LOG.info("first words");
    }

    @Override
    public void destroy() {
        LOG.info("last words");
    }
}
