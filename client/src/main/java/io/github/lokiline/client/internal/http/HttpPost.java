package io.github.lokiline.client.internal.http;

import java.util.List;

/**
 * One POST request. Immutable; the body is shared, not copied.
 *
 * @param timeoutNanos the maximum time from connecting to the end of the response
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record HttpPost(String url, String contentType, List<SenderConfig.Header> headers, byte[] body, long timeoutNanos) {}
