package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.config.Identity;
import io.github.lokiline.doctor.config.SecretMask;
import io.github.lokiline.doctor.config.Target;
import io.github.lokiline.doctor.server.FailureText;
import io.github.lokiline.doctor.server.ServerReply;
import java.io.IOException;

/** Are pushes taken at that path, from that user, for that tenant? Stateless. Asks with a push that has nothing in it. */
final class AccessCheck implements Check {

    @Override
    public String name() {
        return "access";
    }

    @Override
    public boolean isNeeded() {
        return true;
    }

    @Override
    public Finding examine(CheckContext visit) {
        try {
            ServerReply reply = visit.http().pushNothing();
            visit.keep(reply);
            return judge(reply, visit.target());
        } catch (IOException e) {
            return Finding.fail(
                    "no answer to a push: " + FailureText.text(e),
                    "look into the log of Loki, or of the gateway before it");
        }
    }

    private static Finding judge(ServerReply reply, Target target) {
        Identity identity = target.identity();
        String path = target.push().encodedPath();
        return switch (reply.status()) {
            // Loki 3 says that there is no stream in it, older ones do not mind.
            case 204, 422 -> Finding.ok(path + " takes pushes, with " + identity.kind() + ", " + identity.tenantName());
            case 200 ->
                Finding.warn(
                        path + ": " + reply.shown(), "that is not how Loki answers a push (204): is it Loki at all?");
            case 400 -> badRequest(reply, identity);
            case 401 -> unauthorized(reply, identity);
            case 403 ->
                Finding.fail(
                        reply.shown() + ", with " + identity.kind() + ", " + identity.tenantName(),
                        "these credentials may not write, or not for this tenant: ask whoever runs Loki for the right to push");
            case 404, 405 ->
                Finding.fail(
                        path + ": " + reply.shown(),
                        "the path is wrong. Loki's is /loki/api/v1/push, which is added to a url without path; a gateway may"
                                + " want another before it");
            case 429 -> Finding.warn(reply.shown(), "the rate is limited already: lines wait, then arrive");
            case 260 ->
                Finding.fail(
                        "ingestion is blocked: " + reply.shown(), "somebody has set block_ingestion_until: ask them");
            default -> other(reply);
        };
    }

    /** Loki turns down a tenant's name with 400, and an empty push with nothing else of the kind. */
    private static Finding badRequest(ServerReply reply, Identity identity) {
        if (reply.body().contains("tenant") || reply.body().contains("org ID")) {
            return Finding.fail(
                    identity.tenantName() + ": " + reply.shown(),
                    "mend tenantId (LOKI_TENANT); ask whoever runs Loki how the tenant is written");
        }
        return Finding.fail(reply.shown(), "is it Loki that answers, or something before it?");
    }

    private static Finding unauthorized(ServerReply reply, Identity identity) {
        if (reply.body().contains("no org id")) {
            return Finding.fail(
                    reply.shown() + ": Loki has tenants, and none was named",
                    "set tenantId (LOKI_TENANT)"
                            + (identity.kind().startsWith("no ") ? "" : "; a gateway in between must pass it on"));
        }
        return Finding.fail(
                reply.shown() + ", with " + identity.kind(),
                identity.kind().startsWith("no ")
                        ? "set username and password (LOKI_USERNAME, LOKI_PASSWORD) or bearerToken (LOKI_TOKEN)"
                        : "wrong or expired: ask whoever runs Loki for new ones");
    }

    private static Finding other(ServerReply reply) {
        if (reply.isRedirect()) {
            return Finding.fail(
                    "status " + reply.status() + ", sent on to " + SecretMask.maskUrl(String.valueOf(reply.location())),
                    "pushes do not follow: write where it leads as url (https:// for http:// mostly, or a login page is in between)");
        }
        return Finding.fail(
                reply.shown(),
                reply.status() >= 500
                        ? "Loki, or the gateway before it, is not well: look into its log"
                        : "is it Loki that answers, or something before it?");
    }
}
