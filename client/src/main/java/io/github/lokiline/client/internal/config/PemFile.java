package io.github.lokiline.client.internal.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys as Kubernetes mounts them: PEM (RFC 7468), any text between the blocks is ignored. Stateless. */
final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s([^-]*(?:-(?!----)[^-]*)*)-----END \\1-----");

    private PemFile() {}

    /** Returns a store that trusts all certificates of the file. */
    static KeyStore trust(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("certificate-" + store.size(), certificate);
        }
        return store;
    }

    /** Returns a store with the key, without a password, and its certificate, the certificates of its issuers after it. */
    static KeyStore identity(Path certificates, Path key) throws GeneralSecurityException, IOException {
        Certificate[] chain = certificates(certificates).toArray(Certificate[]::new);
        PrivateKey privateKey = key(key);
        if (!belongs(privateKey, chain[0].getPublicKey())) {
            throw new PemException(
                    "not the key of the first certificate in clientCertificate; use the files of one pair");
        }
        KeyStore store = empty();
        store.setKeyEntry("client", privateKey, new char[0], chain);
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    static List<Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        Matcher blocks = blocks(file);
        while (blocks.find()) {
            if (blocks.group(1).equals("CERTIFICATE")) {
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(der(blocks.group(2)))));
            }
        }
        if (certificates.isEmpty()) {
            throw new PemException("there is no -----BEGIN CERTIFICATE----- in it; name a PEM file");
        }
        return certificates;
    }

    static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
        Matcher blocks = blocks(file);
        while (blocks.find()) {
            String kind = blocks.group(1);
            if (kind.endsWith("PRIVATE KEY")) {
                if (kind.startsWith("ENCRYPTED") || blocks.group(2).contains("ENCRYPTED")) {
                    throw new PemException("the key is encrypted, and there is no property for its password; decrypt it"
                            + " with openssl pkcs8, or use keyStore");
                }
                return PrivateKeyFormat.of(kind, der(blocks.group(2)));
            }
        }
        throw new PemException("there is no -----BEGIN PRIVATE KEY----- in it; name a PEM file");
    }

    private static Matcher blocks(Path file) throws IOException {
        return BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    private static byte[] der(String base64) throws PemException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new PemException("a block in it is not Base64; write the file again");
        }
    }

    private static boolean belongs(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update((byte) 1);
        return signature.verify(signed);
    }
}
