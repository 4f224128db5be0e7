package io.github.lokiline.doctor.server;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Delegates to another trust manager and records the certificates, which are most relevant if they are refused. Owned
 * by one thread.
 */
public final class RecordingTrustManager implements X509TrustManager {

    private final X509TrustManager judge;
    private @Nullable X509Certificate first;

    public RecordingTrustManager(X509TrustManager judge) {
        this.judge = judge;
    }

    /** Returns the server's own certificate; null if it has sent none. */
    public @Nullable X509Certificate first() {
        return first;
    }

    /** Returns the host names of the certificate. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = first == null ? null : first.getSubjectAlternativeNames();
            if (all != null) {
                all.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            names.add("that cannot be read");
        }
        return names;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        first = chain.length == 0 ? null : chain[0];
        judge.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
