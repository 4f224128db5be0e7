package io.github.lokiline.client.internal.config;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The three formats of unencrypted private keys. Java reads PKCS#8 only, cert-manager writes the other two unless asked
 * otherwise. Stateless.
 *
 * <pre>
 * PRIVATE KEY      PKCS#8 (RFC 5958)  SEQUENCE { INTEGER 0, SEQUENCE { algorithm, parameters }, OCTET STRING key }
 * RSA PRIVATE KEY  PKCS#1 (RFC 8017)  that key, of the algorithm rsaEncryption
 * EC PRIVATE KEY   SEC 1  (RFC 5915)  that key, of the algorithm id-ecPublicKey:
 *                                     SEQUENCE { INTEGER 1, OCTET STRING, [0] { curve }, … }
 * </pre>
 */
final class PrivateKeyFormat {
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    /** rsaEncryption, and NULL for its parameters. */
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
    /** id-ecPublicKey; the curve follows. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int PARAMETERS = 0xA0;
    private static final int MAX_SHORT = 0x7F;

    private PrivateKeyFormat() {}

    /** Returns the key in a PEM block of this kind. */
    static PrivateKey of(String kind, byte[] der) throws GeneralSecurityException {
        return switch (kind) {
            case "RSA PRIVATE KEY" -> pkcs8(wrapped(RSA, der));
            case "EC PRIVATE KEY" -> pkcs8(wrapped(concat(EC, curve(der)), der));
            case "PRIVATE KEY" -> pkcs8(der);
            default -> throw new PemException("a " + kind + " is of no use here; name one for RSA or EC");
        };
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            PrivateKey key = read(algorithm, der);
            if (key != null) {
                return key;
            }
        }
        throw new PemException("the key in it is damaged, or neither of RSA nor of EC; write the file again");
    }

    /** Returns null for a key of another algorithm. */
    private static @Nullable PrivateKey read(String algorithm, byte[] der) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
            return null;
        }
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, concat(VERSION_0, concat(element(SEQUENCE, algorithm), element(OCTET_STRING, key))));
    }

    /** Returns the content of the element {@code [0]}. */
    private static byte[] curve(byte[] der) throws PemException {
        ByteBuffer in = ByteBuffer.wrap(der);
        try {
            in.get();
            length(in);
            while (in.hasRemaining()) {
                int tag = in.get() & 0xFF;
                byte[] content = new byte[length(in)];
                in.get(content);
                if (tag == PARAMETERS) {
                    return content;
                }
            }
        } catch (RuntimeException e) {
            throw new PemException("the key in it is damaged; write the file again");
        }
        throw new PemException("the key does not name its curve; convert it with openssl pkcs8 -topk8 -nocrypt");
    }

    private static int length(ByteBuffer in) {
        int first = in.get() & 0xFF;
        if (first <= MAX_SHORT) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & MAX_SHORT); i++) {
            length = (length << 8) | (in.get() & 0xFF);
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length > 0xFF) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > MAX_SHORT) {
            out.write(0x81);
        }
        out.write(length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
