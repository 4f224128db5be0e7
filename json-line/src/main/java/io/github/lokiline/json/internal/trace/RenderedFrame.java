package io.github.lokiline.json.internal.trace;

/**
 * A frame as it stands in lines. Immutable.
 *
 * @param frame where
 * @param bytes the end of the line before and the frame, escaped: {@code <tab>at com.acme.Svc.handle(Svc.java:42)}
 * @param excluded whether traces leave it out
 * @param hash its part of the trace's hash, 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record RenderedFrame(StackTraceElement frame, byte[] bytes, boolean excluded, int hash) {}
