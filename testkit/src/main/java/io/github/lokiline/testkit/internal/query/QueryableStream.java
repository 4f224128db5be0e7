package io.github.lokiline.testkit.internal.query;

import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.WireEntry;
import java.util.List;

/** A stored stream as queries read it. Read under the lock of its {@link QuerySource} only. */
public interface QueryableStream {

    List<Label> labels();

    /** Returns the entries in order of time, those of one time in order of arrival. */
    List<WireEntry> entries();
}
