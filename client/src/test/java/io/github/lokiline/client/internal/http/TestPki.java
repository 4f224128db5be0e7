package io.github.lokiline.client.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority, a server and clients that it has signed, created by the JDK's keytool. Immutable. */
public final class TestPki {

    public static final String PASSWORD = "changeit-in-tests";

    private final Path folder;
    private final Path file;

    private TestPki(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("all.p12");
    }

    public static TestPki make(Path folder) throws Exception {
        TestPki pki = new TestPki(folder);
        pki.keytool("authority", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        pki.sign("server", "EC", "-dname", "CN=server", "-ext", "san=ip:127.0.0.1,dns:localhost");
        pki.sign("rsa-client", "RSA", "-dname", "CN=rsa-client");
        pki.sign("ec-client", "EC", "-dname", "CN=ec-client");
        return pki;
    }

    private void sign(String alias, String algorithm, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of("-signer", "authority"));
        keytool(alias, algorithm, all.toArray(String[]::new));
    }

    private void keytool(String alias, String algorithm, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                algorithm,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private KeyStore store() throws Exception {
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    /** Returns a PEM file with the authority's certificate. */
    public Path authority() throws Exception {
        return write(
                "ca.crt", pem("CERTIFICATE", store().getCertificate("authority").getEncoded()));
    }

    /** Returns a PEM file with the certificates of a client, its own first. */
    public Path certificate(String alias) throws Exception {
        StringBuilder text = new StringBuilder();
        for (Certificate certificate : store().getCertificateChain(alias)) {
            text.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return write(alias + ".crt", text.toString());
    }

    /** Returns a PEM file with the key of a client in PKCS#8. */
    public Path key(String alias) throws Exception {
        Key key = store().getKey(alias, PASSWORD.toCharArray());
        return write(alias + ".key", pem("PRIVATE KEY", key.getEncoded()));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n";
    }

    /** Returns sockets of the server; with {@code needsClient} they accept only clients of the authority. */
    public ServerSocketFactory sockets(boolean needsClient) throws Exception {
        SSLContext context = context();
        return new ServerSocketFactory() {
            @Override
            public java.net.ServerSocket createServerSocket(int port, int backlog, java.net.InetAddress address)
                    throws IOException {
                SSLServerSocket socket =
                        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, backlog, address);
                socket.setNeedClientAuth(needsClient);
                return socket;
            }

            @Override
            public java.net.ServerSocket createServerSocket(int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public java.net.ServerSocket createServerSocket(int port, int backlog) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private SSLContext context() throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "server",
                store().getKey("server", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                store().getCertificateChain("server"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", store().getCertificate("authority"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
