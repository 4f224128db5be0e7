package io.github.lokiline.benchmarks.delivery;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has taken so far. Immutable.
 *
 * @param cpuNanos of the whole process, its collector and compiler included
 * @param threadsNanos of the Java threads that live
 */
record Footprint(long cpuNanos, long threadsNanos) {

    /** After this long nothing that was logged is on its way any more. */
    static final long SETTLING_MILLIS = 3_000;

    static Footprint now() {
        long cpuNanos = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        return new Footprint(cpuNanos, ofThreads());
    }

    private static long ofThreads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            nanos += Math.max(0, threads.getThreadCpuTime(id));
        }
        return nanos;
    }

    /** The heap after a collection, and buffers outside it. */
    static long keptBytes() {
        ManagementFactory.getMemoryMXBean().gc();
        long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            bytes += pool.getMemoryUsed();
        }
        return bytes;
    }
}
