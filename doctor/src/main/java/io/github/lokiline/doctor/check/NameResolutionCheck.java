package io.github.lokiline.doctor.check;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Checks that the host has an address. Stateless. */
final class NameResolutionCheck implements Check {

    @Override
    public String name() {
        return "name";
    }

    @Override
    public boolean isPrerequisite() {
        return true;
    }

    @Override
    public Finding examine(CheckContext context) {
        InetSocketAddress hop = context.target().firstHop();
        String host = hop.getHostString();
        String who = context.target().isProxied() ? "proxy " + host : host;
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return Finding.ok(who + " is " + (host.equals(addresses) ? "an address" : addresses));
        } catch (UnknownHostException e) {
            return Finding.fail(
                    who + " has no address",
                    "correct the host in the url, or the DNS settings of this machine or container;"
                            + " in Docker a service's name resolves only on its own network");
        }
    }
}
