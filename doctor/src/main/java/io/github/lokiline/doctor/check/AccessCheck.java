package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.config.Identity;
import io.github.lokiline.doctor.config.SecretMask;
import io.github.lokiline.doctor.config.Target;
import io.github.lokiline.doctor.server.FailureText;
import io.github.lokiline.doctor.server.ServerReply;
import java.io.IOException;

/**
 * Checks that pushes are accepted at this path, with these credentials, for this tenant. Stateless. Sends an empty
 * push.
 */
final class AccessCheck implements Check {

    @Override
    public String name() {
        return "access";
    }

    @Override
    public boolean isPrerequisite() {
        return true;
    }

    @Override
    public Finding examine(CheckContext context) {
        try {
            ServerReply reply = context.http().pushEmpty();
            context.keep(reply);
            return judge(reply, context.target());
        } catch (IOException e) {
            return Finding.fail(
                    "no response to a push: " + FailureText.text(e),
                    "check the log of Loki or of the gateway in front of it");
        }
    }

    private static Finding judge(ServerReply reply, Target target) {
        Identity identity = target.identity();
        String path = target.push().encodedPath();
        return switch (reply.status()) {
            // Loki 3 responds that there is no stream in it, older versions accept it.
            case 204, 422 ->
                Finding.ok(path + " accepts pushes, with " + identity.kind() + ", " + identity.tenantName());
            case 200 ->
                Finding.warn(path + ": " + reply.summary(), "Loki responds to a push with 204; is this server Loki?");
            case 400 -> badRequest(reply, identity);
            case 401 -> unauthorized(reply, identity);
            case 403 ->
                Finding.fail(
                        reply.summary() + ", with " + identity.kind() + ", " + identity.tenantName(),
                        "these credentials are not allowed to write, or not for this tenant;"
                                + " ask the operator of Loki for permission to push");
            case 404, 405 ->
                Finding.fail(
                        path + ": " + reply.summary(),
                        "the path is wrong. Loki's path is /loki/api/v1/push,"
                                + " which is added to a url without path; a gateway may"
                                + " require a prefix");
            case 429 -> Finding.warn(reply.summary(), "the rate limit is reached: lines are delivered later");
            case 260 ->
                Finding.fail(
                        "ingestion is blocked: " + reply.summary(),
                        "block_ingestion_until is set; ask the operator of Loki");
            default -> other(reply);
        };
    }

    /** Interprets a 400: Loki responds so to an invalid tenant, and to an empty push with no other 400. */
    private static Finding badRequest(ServerReply reply, Identity identity) {
        if (reply.body().contains("tenant") || reply.body().contains("org ID")) {
            return Finding.fail(
                    identity.tenantName() + ": " + reply.summary(),
                    "correct tenantId (LOKI_TENANT); ask the operator of Loki for the tenant's name");
        }
        return Finding.fail(reply.summary(), "does Loki respond, or a server in front of it?");
    }

    private static Finding unauthorized(ServerReply reply, Identity identity) {
        if (reply.body().contains("no org id")) {
            return Finding.fail(
                    reply.summary() + ": Loki has tenants enabled, and no tenant is configured",
                    "set tenantId (LOKI_TENANT)"
                            + (identity.kind().startsWith("no ")
                                    ? ""
                                    : "; a gateway must forward the header X-Scope-OrgID"));
        }
        return Finding.fail(
                reply.summary() + ", with " + identity.kind(),
                identity.kind().startsWith("no ")
                        ? "set username and password (LOKI_USERNAME, LOKI_PASSWORD) or bearerToken (LOKI_TOKEN)"
                        : "they are wrong or expired; ask the operator of Loki for new ones");
    }

    private static Finding other(ServerReply reply) {
        if (reply.isRedirect()) {
            return Finding.fail(
                    "status " + reply.status() + ", redirects to "
                            + SecretMask.maskUrl(String.valueOf(reply.location())),
                    "pushes do not follow redirects; configure the target as url"
                            + " (often https:// instead of http://), unless it is a login page");
        }
        return Finding.fail(
                reply.summary(),
                reply.status() >= 500
                        ? "Loki or the gateway in front of it has an error; check its log"
                        : "does Loki respond, or a server in front of it?");
    }
}
