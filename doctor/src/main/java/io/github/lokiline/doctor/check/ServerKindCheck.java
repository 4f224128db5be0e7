package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.server.FailureText;
import io.github.lokiline.doctor.server.LenientJson;
import io.github.lokiline.doctor.server.ServerReply;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Is it a Loki, which one, and is it ready? Stateless. A gateway may keep all of that to itself. */
final class ServerKindCheck implements Check {

    static final String BUILD = "/loki/api/v1/status/buildinfo";
    private static final String READY = "/ready";

    /** What this release is tested with. */
    private static final int[] OLDEST = {2, 9};

    private static final int[] NEWEST = {3, 7};
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4}).*");

    @Override
    public String name() {
        return "server";
    }

    @Override
    public boolean isNeeded() {
        return true;
    }

    @Override
    public Finding examine(CheckContext visit) {
        HttpUrl ready = visit.target().api(READY);
        HttpUrl build = visit.target().api(BUILD);
        if (ready == null || build == null) {
            return Finding.skipped(
                    "the url has a path of its own: nobody knows where the rest of Loki is;" + " --query-url can tell");
        }
        try {
            return judge(visit.http().get(ready), visit.http().get(build));
        } catch (IOException e) {
            return Finding.fail(
                    "no answer to " + ready.encodedPath() + ": " + FailureText.text(e),
                    "is it a server of HTTP that listens there, and does it live? Look into its log");
        }
    }

    private static Finding judge(ServerReply ready, ServerReply build) {
        String version = LenientJson.read(build.body()).path("version").asString("");
        if (build.isOk() && !version.isEmpty()) {
            return judge("Loki " + version, ready, outOfRange(version));
        }
        if (ready.isOk() && ready.body().strip().equals("ready")) {
            return Finding.ok("ready; its version is not shown (" + build.shown() + ")");
        }
        if (ready.isHidden() && build.isHidden()) {
            return Finding.skipped("a gateway shows neither /ready (status " + ready.status()
                    + ") nor the version (status " + build.status() + ")");
        }
        if (ready.status() >= 500) {
            return notReady("it", ready);
        }
        return Finding.warn(
                "what answers does not look like Loki: /ready says " + ready.shown(),
                "is the url that of Loki, and not of Grafana or another server?");
    }

    private static Finding judge(String who, ServerReply ready, @Nullable Finding outOfRange) {
        if (ready.status() >= 500) {
            return notReady(who, ready);
        }
        if (outOfRange != null) {
            return outOfRange;
        }
        return Finding.ok(who + (ready.isOk() ? ", ready" : "; /ready is not shown (status " + ready.status() + ")"));
    }

    private static Finding notReady(String who, ServerReply ready) {
        return Finding.warn(
                who + " is not ready: " + ready.shown(),
                "wait a minute when it has just started; else look into its log");
    }

    private static @Nullable Finding outOfRange(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return null; // a build of somebody's own
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        if (isBefore(major, minor, OLDEST)) {
            return Finding.warn(
                    "Loki " + version + " is older than 2.9, with which lokiline is tested", "move to a newer one");
        }
        if (isBefore(NEWEST[0], NEWEST[1], new int[] {major, minor})) {
            return Finding.ok("Loki " + version + ", newer than 3.7, with which lokiline is tested");
        }
        return null;
    }

    private static boolean isBefore(int major, int minor, int[] other) {
        return major < other[0] || (major == other[0] && minor < other[1]);
    }
}
