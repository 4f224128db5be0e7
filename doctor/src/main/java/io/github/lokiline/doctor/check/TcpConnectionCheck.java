package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.server.FailureText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Does somebody listen there? Stateless. */
final class TcpConnectionCheck implements Check {

    @Override
    public String name() {
        return "connection";
    }

    @Override
    public boolean isNeeded() {
        return true;
    }

    @Override
    public Finding examine(CheckContext visit) {
        InetSocketAddress hop = visit.target().firstHop();
        int timeoutMillis = (int) visit.target().connectTimeout().toMillis();
        List<String> failures = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(hop.getHostString())) {
                InetSocketAddress end = new InetSocketAddress(address, hop.getPort());
                String failure = connect(end, timeoutMillis);
                if (failure.isEmpty()) {
                    return reached(end, failures);
                }
                failures.add(shown(end) + ": " + failure);
            }
        } catch (IOException e) {
            failures.add(FailureText.text(e));
        }
        return Finding.fail(String.join("; ", failures), wayOut(failures));
    }

    private static Finding reached(InetSocketAddress end, List<String> failures) {
        return failures.isEmpty()
                ? Finding.ok(shown(end) + " accepts connections")
                : Finding.warn(
                        shown(end) + " accepts connections, but " + String.join("; ", failures),
                        "one address of the name leads nowhere: remove it from the name server, or start what was there");
    }

    /** Empty when it worked. */
    private static String connect(InetSocketAddress end, int timeoutMillis) {
        try (Socket socket = new Socket()) {
            socket.connect(end, timeoutMillis);
            return "";
        } catch (ConnectException e) {
            return "connection refused";
        } catch (SocketTimeoutException e) {
            return "no answer within " + timeoutMillis + " ms";
        } catch (IOException e) {
            return FailureText.text(e);
        }
    }

    private static String wayOut(List<String> failures) {
        return failures.stream().allMatch(failure -> failure.endsWith("refused"))
                ? "nothing listens on that port: is Loki started, is the port right (3100 by default),"
                        + " and is it published, where Loki runs in a container?"
                : "a firewall, a network policy or a route is in between; ask whoever runs the network";
    }

    private static String shown(InetSocketAddress end) {
        return end.getAddress().getHostAddress() + ":" + end.getPort();
    }
}
