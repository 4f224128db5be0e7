package io.github.lokiline.testkit.internal.http;

import com.sun.net.httpserver.Headers;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Determines the tenant of a request. Immutable. */
public record TenantResolver(boolean enabled) {

    private static final String HEADER = "X-Scope-OrgID";
    private static final String NO_AUTH_TENANT = "fake";
    private static final int MAX_LENGTH = 150;
    private static final Pattern FORBIDDEN = Pattern.compile("[^a-zA-Z0-9!\\-_.*'()]");

    /** Returns the tenant, {@code fake} if tenants are disabled; text after a colon is not part of the name. */
    public String of(Headers headers) throws RefusedPushException {
        if (!enabled) {
            return NO_AUTH_TENANT;
        }
        String header = headers.getFirst(HEADER);
        if (header == null || header.isEmpty()) {
            throw new RefusedPushException(401, "no org id");
        }
        List<String> names = List.of(header.split("\\|", -1));
        String tenant = name(names.get(0));
        check(tenant);
        if (names.stream().anyMatch(other -> !name(other).equals(tenant))) {
            throw new RefusedPushException(400, "multiple org IDs present");
        }
        return tenant;
    }

    private static String name(String withMetadata) {
        int colon = withMetadata.indexOf(':');
        return colon < 0 ? withMetadata : withMetadata.substring(0, colon);
    }

    private static void check(String tenant) throws RefusedPushException {
        Matcher forbidden = FORBIDDEN.matcher(tenant);
        if (forbidden.find()) {
            throw new RefusedPushException(
                    400, "tenant ID '" + tenant + "' contains unsupported character '" + forbidden.group() + "'");
        }
        if (tenant.length() > MAX_LENGTH) {
            throw new RefusedPushException(400, "tenant ID is too long: max " + MAX_LENGTH + " characters");
        }
        if (tenant.equals(".") || tenant.equals("..")) {
            throw new RefusedPushException(400, "tenant ID is '.' or '..'");
        }
    }
}
