package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.server.FailureText;
import io.github.lokiline.doctor.server.LenientJson;
import io.github.lokiline.doctor.server.ServerReply;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the server is a Loki and ready, and determines its version. Stateless. A gateway may hide all of that.
 */
final class ServerKindCheck implements Check {

    static final String BUILD = "/loki/api/v1/status/buildinfo";
    private static final String READY = "/ready";

    /** The versions that this release is tested with. */
    private static final int[] OLDEST = {2, 9};

    private static final int[] NEWEST = {3, 7};
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4}).*");

    @Override
    public String name() {
        return "server";
    }

    @Override
    public boolean isPrerequisite() {
        return true;
    }

    @Override
    public Finding examine(CheckContext context) {
        HttpUrl ready = context.target().api(READY);
        HttpUrl build = context.target().api(BUILD);
        if (ready == null || build == null) {
            return Finding.skipped("the url has a path, so the urls of Loki's other endpoints are unknown;"
                    + " specify them with --query-url");
        }
        try {
            return judge(context.http().get(ready), context.http().get(build));
        } catch (IOException e) {
            return Finding.fail(
                    "no response to " + ready.encodedPath() + ": " + FailureText.text(e),
                    "is it an HTTP server, and is it healthy? Check its log");
        }
    }

    private static Finding judge(ServerReply ready, ServerReply build) {
        String version = LenientJson.read(build.body()).path("version").asString("");
        if (build.isOk() && !version.isEmpty()) {
            return judge("Loki " + version, ready, outOfRange(version));
        }
        if (ready.isOk() && ready.body().strip().equals("ready")) {
            return Finding.ok("ready; its version is hidden (" + build.summary() + ")");
        }
        if (ready.isHidden() && build.isHidden()) {
            return Finding.skipped("a gateway hides /ready (status " + ready.status() + ") and the version (status "
                    + build.status() + ")");
        }
        if (ready.status() >= 500) {
            return notReady("it", ready);
        }
        return Finding.warn(
                "the response does not look like Loki's: /ready returns " + ready.summary(),
                "is the url Loki's, or that of Grafana or another server?");
    }

    private static Finding judge(String who, ServerReply ready, @Nullable Finding outOfRange) {
        if (ready.status() >= 500) {
            return notReady(who, ready);
        }
        if (outOfRange != null) {
            return outOfRange;
        }
        return Finding.ok(who + (ready.isOk() ? ", ready" : "; /ready is hidden (status " + ready.status() + ")"));
    }

    private static Finding notReady(String who, ServerReply ready) {
        return Finding.warn(
                who + " is not ready: " + ready.summary(), "wait a minute if it has just started; else check its log");
    }

    private static @Nullable Finding outOfRange(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return null; // a custom build
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        if (isBefore(major, minor, OLDEST)) {
            return Finding.warn(
                    "Loki " + version + " is older than 2.9, the oldest version that lokiline is tested with",
                    "upgrade Loki");
        }
        if (isBefore(NEWEST[0], NEWEST[1], new int[] {major, minor})) {
            return Finding.ok("Loki " + version + ", newer than 3.7, the newest version that lokiline is tested with");
        }
        return null;
    }

    private static boolean isBefore(int major, int minor, int[] other) {
        return major < other[0] || (major == other[0] && minor < other[1]);
    }
}
