package io.github.lokiline.json.internal.trace;

/**
 * A stack frame as written. Immutable.
 *
 * @param frame the frame
 * @param bytes the end of the previous line and the frame, escaped: {@code <tab>at com.acme.Svc.handle(Svc.java:42)}
 * @param excluded true if stack traces leave it out
 * @param last true if stack traces leave out the frames behind it
 * @param hash its part of the stack trace's hash, 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record RenderedFrame(StackTraceElement frame, byte[] bytes, boolean excluded, boolean last, int hash) {}
