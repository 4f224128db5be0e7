package io.github.lokiline.benchmarks.delivery;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * The resources that this process has used so far. Immutable.
 *
 * @param cpuNanos of the whole process, including its collector and compiler
 * @param threadsNanos of the live Java threads
 */
record Footprint(long cpuNanos, long threadsNanos) {

    /** After this time all logged events have been processed. */
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

    /** Returns the heap after a collection, plus off-heap buffers. */
    static long keptBytes() {
        ManagementFactory.getMemoryMXBean().gc();
        long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            bytes += pool.getMemoryUsed();
        }
        return bytes;
    }
}
