package io.github.lokiline.client.internal.http;

/** The trusted certificates and the client certificate, which may change at run time. Thread-safe. */
public interface TlsSource {

    /** Returns the current ones; the same object until they change. */
    TlsMaterial current();
}
