package io.github.lokiline.testkit.internal.query;

import java.util.Collection;
import java.util.function.Function;

/** The stored streams that queries are answered from. Implementations are thread-safe. */
public interface QuerySource {

    long nowNanos();

    /** Returns the tenant's limit for the lines of one answer; 0 means no limit. */
    int maxQueryEntries(String tenant);

    /** Applies the question to a tenant's streams; no push changes them meanwhile. */
    <T> T query(String tenant, Function<Collection<QueryableStream>, T> question);
}
