package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The running pipelines that clients share: one for each destination, spool directory and name. A pipeline whose last
 * client is closed drains for {@code shutdownTimeout}; a client that is opened meanwhile goes on with it. Thread-safe:
 * one lock guards the map and the clients of each pipeline.
 *
 * <p>The one mutable static of this module: a reload closes every appender and clears its logger context before, or
 * after, it opens the next ones, so that no other place outlives both.
 */
public final class PipelineRegistry {
    private static final Map<List<Object>, Pipeline> PIPELINES = new HashMap<>();

    private PipelineRegistry() {}

    /** Returns the identity of a shared pipeline: the destination, the spool's directory, the appender's name. */
    private static List<Object> key(PipelineSettings settings, String name) {
        SpoolStoreConfig spool = settings.config().spool();
        // A path, not its text: on Windows C:\Spool and c:\spool are one.
        return List.of(settings.config().identity(), Optional.ofNullable(spool).map(SpoolStoreConfig::directory), name);
    }

    /** Opens a pipeline that no other client shares. */
    public static PipelineLease open(PipelineSettings settings) {
        synchronized (PIPELINES) {
            return Pipeline.start(settings).lease(settings);
        }
    }

    /** Opens the pipeline of this destination and name, or goes on with the running one. */
    public static PipelineLease acquire(PipelineSettings settings, String name) {
        List<Object> key = key(settings, name);
        synchronized (PIPELINES) {
            Pipeline pipeline = PIPELINES.get(key);
            if (pipeline == null) {
                pipeline = Pipeline.start(settings);
                PIPELINES.put(key, pipeline);
            }
            return pipeline.lease(settings);
        }
    }

    /** Returns whether {@code lease} was the last of its pipeline. */
    static boolean release(PipelineLease lease) {
        synchronized (PIPELINES) {
            return lease.pipeline().release(lease);
        }
    }

    static boolean isInUse(Pipeline pipeline) {
        synchronized (PIPELINES) {
            return pipeline.isInUse();
        }
    }

    /** Returns whether a drained pipeline may end; after that no client goes on with it. */
    static boolean retire(Pipeline pipeline) {
        synchronized (PIPELINES) {
            if (pipeline.isInUse()) {
                return false;
            }
            PIPELINES.values().remove(pipeline);
            return true;
        }
    }

    /** Removes a pipeline that ends, also one that clients still use. */
    static void forget(Pipeline pipeline) {
        synchronized (PIPELINES) {
            PIPELINES.values().remove(pipeline);
            pipeline.removeShutdownHook();
        }
    }
}
