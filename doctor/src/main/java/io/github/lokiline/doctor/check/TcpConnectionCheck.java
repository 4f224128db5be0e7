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

/** Checks that the port accepts connections. Stateless. */
final class TcpConnectionCheck implements Check {

    @Override
    public String name() {
        return "connection";
    }

    @Override
    public boolean isPrerequisite() {
        return true;
    }

    @Override
    public Finding examine(CheckContext context) {
        InetSocketAddress hop = context.target().firstHop();
        int timeoutMillis = (int) context.target().connectTimeout().toMillis();
        List<String> failures = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(hop.getHostString())) {
                InetSocketAddress end = new InetSocketAddress(address, hop.getPort());
                String failure = connect(end, timeoutMillis);
                if (failure.isEmpty()) {
                    return reached(end, failures);
                }
                failures.add(summary(end) + ": " + failure);
            }
        } catch (IOException e) {
            failures.add(FailureText.text(e));
        }
        return Finding.fail(String.join("; ", failures), remedy(failures));
    }

    private static Finding reached(InetSocketAddress end, List<String> failures) {
        return failures.isEmpty()
                ? Finding.ok(summary(end) + " accepts connections")
                : Finding.warn(
                        summary(end) + " accepts connections, but " + String.join("; ", failures),
                        "one address of the host does not accept connections:"
                                + " remove it from DNS, or start the server there");
    }

    /** Returns the error; empty if the connection succeeded. */
    private static String connect(InetSocketAddress end, int timeoutMillis) {
        try (Socket socket = new Socket()) {
            socket.connect(end, timeoutMillis);
            return "";
        } catch (ConnectException e) {
            return "connection refused";
        } catch (SocketTimeoutException e) {
            return "no response within " + timeoutMillis + " ms";
        } catch (IOException e) {
            return FailureText.text(e);
        }
    }

    private static String remedy(List<String> failures) {
        return failures.stream().allMatch(failure -> failure.endsWith("refused"))
                ? "nothing listens on that port: is Loki running, is the port right (3100 by default),"
                        + " and is it published, if Loki runs in a container?"
                : "a firewall, a network policy or a route blocks the connection; ask the network's administrator";
    }

    private static String summary(InetSocketAddress end) {
        return end.getAddress().getHostAddress() + ":" + end.getPort();
    }
}
