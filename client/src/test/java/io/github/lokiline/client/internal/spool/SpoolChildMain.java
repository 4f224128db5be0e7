package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.FsyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A child process that uses a spool: {@code <directory> <action> …}. It prints each step. */
final class SpoolChildMain {

    static final int CRASH_BATCHES = 12;
    /** The number of batches appended before one is done. */
    static final int CRASH_LAG = 3;

    static final int CHURN_ROUNDS = 200;

    static final int FILL_BATCHES = 20;
    static final int FILL_BODY_BYTES = 10_000;

    private SpoolChildMain() {}

    public static void main(String[] arguments) throws Exception {
        TestSpool test = new TestSpool(Path.of(arguments[0]));
        if (arguments[1].equals("hold")) {
            hold(test);
        } else if (arguments[1].equals("list")) {
            say("read " + TestSpool.texts(test.openNext()));
        } else if (arguments[1].equals("crash")) {
            crash(test, CrashPoint.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
        } else if (arguments[1].equals("churn")) {
            churn(test, arguments[2]);
        } else if (arguments[1].equals("write")) {
            write(test);
        } else {
            fill(test);
        }
    }

    private static void hold(TestSpool test) throws Exception {
        Spool spool = test.open();
        spool.append(test.batch("held by the child"), true);
        say("holding");
        stopHere();
    }

    /** Appends, forces, rolls, marks and deletes; stops for ever at the n-th {@code step}. */
    private static void crash(TestSpool test, CrashPoint step, int nth) throws IOException {
        test.fsync = FsyncPolicy.INTERVAL;
        List<CrashPoint> reached = new ArrayList<>();
        test.crashPoints = now -> {
            reached.add(now);
            say(now.name());
            if (reached.stream().filter(step::equals).count() == nth && now == step) {
                say("here");
                stopHere();
            }
        };
        Spool spool = test.open();
        List<RecordRef> refs = new ArrayList<>();
        for (int i = 0; i < CRASH_BATCHES; i++) {
            refs.add(spool.append(test.batch("batch " + i), i % 2 == 0));
            if (i % 2 == 1) {
                test.advance(Duration.ofSeconds(1));
                spool.force(test.nanos);
            }
            if (i >= CRASH_LAG) {
                spool.done(refs.get(i - CRASH_LAG));
            }
        }
        spool.close();
    }

    /** Opens and closes spools: reads batches that others left, and leaves batches to others. */
    private static void churn(TestSpool test, String name) throws IOException {
        for (int i = 0; i < CHURN_ROUNDS; i++) {
            Spool spool = test.openNext();
            for (StoredRecord stored : TestSpool.readAll(spool)) {
                say("read " + TestSpool.text(stored));
                spool.done(stored.ref());
            }
            String text = name + " " + i;
            // Every third round leaves nothing and deletes its directory.
            if (i % 3 != 0 && spool.append(test.batch(text), true) != null) {
                say("appended " + text);
            }
            spool.close();
            test.heard.troubles.forEach(trouble -> say("trouble: " + trouble));
        }
        say("gone");
    }

    private static void write(TestSpool test) throws IOException {
        test.segmentBytes = 3000;
        Spool spool = test.open();
        for (int i = 0; true; i++) {
            spool.append(test.batch(i + " " + "x".repeat(i % 500)), true);
            say("appended");
        }
    }

    private static void fill(TestSpool test) throws IOException {
        test.segmentBytes = 8 << 20;
        Spool spool = test.open();
        List<RecordRef> refs = new ArrayList<>();
        for (int i = 0; refs.size() < FILL_BATCHES; i++) {
            RecordRef ref = spool.append(test.batch(body(i)), true);
            if (ref == null) {
                say("refused");
            } else {
                refs.add(ref);
                say("appended " + i);
            }
        }
        test.heard.troubles.forEach(text -> say("trouble: " + text));
        say("bytes " + spool.bytes());
        for (RecordRef ref : refs.subList(0, FILL_BATCHES / 2)) {
            spool.done(ref);
        }
        say("left " + test.segments().size());
        spool.close();
    }

    /** Returns a different body for each number, so that no old bytes can be taken for new ones. */
    static String body(int number) {
        StringBuilder body = new StringBuilder().append(number).append(' ');
        Random random = new Random(number);
        while (body.length() < FILL_BODY_BYTES) {
            body.append((char) ('a' + random.nextInt(26)));
        }
        return body.toString();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void stopHere() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
