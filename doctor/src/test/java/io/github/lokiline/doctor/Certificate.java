package io.github.lokiline.doctor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key with a certificate that its own authority has signed, created by the JDK's keytool. Immutable. */
final class Certificate {

    static final String PASSWORD = "changeit-in-tests";
    private static final String SERVER = "server";
    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final KeyStore keys;

    private Certificate(Path folder, KeyStore keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /**
     * Creates a certificate.
     *
     * @param names such as {@code ip:127.0.0.1}
     * @param more arguments for keytool: {@code -startdate -30d -validity 10}
     */
    static Certificate make(Path folder, String names, String... more) throws Exception {
        Path file = folder.resolve("server.p12");
        keytool(file, AUTHORITY, "-dname", "CN=a test authority", "-ext", "bc:c");
        List<String> arguments =
                new ArrayList<>(List.of("-dname", "CN=a test server", "-ext", "san=" + names, "-signer", AUTHORITY));
        arguments.addAll(List.of(more));
        keytool(file, SERVER, arguments.toArray(String[]::new));
        return new Certificate(folder, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    }

    private static void keytool(Path file, String alias, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
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

    /** Creates a store that trusts every certificate of this one's authority. */
    Path trustStore() throws Exception {
        return storeOf(AUTHORITY);
    }

    /** Creates a store that trusts this certificate only. */
    Path pinningStore() throws Exception {
        return storeOf(SERVER);
    }

    /** Creates a PEM file with the certificate of this one's authority. */
    Path pem() throws Exception {
        String base64 = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate(AUTHORITY).getEncoded());
        return Files.writeString(
                folder.resolve("authority.pem"),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    private Path storeOf(String alias) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(alias, keys.getCertificate(alias));
        Path file = folder.resolve(alias + "-trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    ServerSocketFactory sockets() throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                SERVER,
                keys.getKey(SERVER, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                keys.getCertificateChain(SERVER));
        factory.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }
}
