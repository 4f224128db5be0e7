package io.github.lokiline.request;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.LogManager;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * A Tomcat on loopback with one servlet for all paths, behind the filter under test. Used by the test's thread only.
 */
final class WebServer implements AutoCloseable {

    /** The body of a servlet. */
    @FunctionalInterface
    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    private final Tomcat tomcat = new Tomcat();

    private WebServer(Path directory) {
        // Tomcat logs each exception of a servlet; the tests do not need that output.
        LogManager.getLogManager().reset();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
    }

    static WebServer start(Path directory, Filter filter, Handler handler) throws LifecycleException {
        return start(directory, "", filter, handler, handler);
    }

    /**
     * Starts the server.
     *
     * @param error handles error dispatches
     */
    static WebServer start(Path directory, String contextPath, Filter filter, Handler handler, Handler error)
            throws LifecycleException {
        WebServer server = new WebServer(directory);
        Context context = server.tomcat.addContext(contextPath, new File(directory.toString()).getAbsolutePath());
        server.add(context, "all", "/*", handler);
        server.add(context, "error", "/error", error);
        server.filter(context, filter);
        ErrorPage page = new ErrorPage();
        page.setErrorCode(500);
        page.setLocation("/error");
        context.addErrorPage(page);
        server.tomcat.start();
        return server;
    }

    private void add(Context context, String name, String path, Handler handler) {
        Wrapper wrapper = Tomcat.addServlet(context, name, new HandlerServlet(handler));
        wrapper.setAsyncSupported(true);
        context.addServletMappingDecoded(path, name);
    }

    private void filter(Context context, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("request");
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("request");
        map.addURLPattern("/*");
        map.setDispatcher(DispatcherType.REQUEST.name());
        map.setDispatcher(DispatcherType.ASYNC.name());
        map.setDispatcher(DispatcherType.ERROR.name());
        context.addFilterMap(map);
    }

    /** Sends a GET whose headers are written byte by byte as given, and returns the response's head and body. */
    String get(String path, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort())) {
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class HandlerServlet extends HttpServlet {

        private static final long serialVersionUID = 1;
        private final transient Handler handler;

        HandlerServlet(Handler handler) {
            this.handler = handler;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            try {
                handler.handle(request, response);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
