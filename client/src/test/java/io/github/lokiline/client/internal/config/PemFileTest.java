package io.github.lokiline.client.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {

    /** The bytes of PKCS#8 before a key of RSA with 2048 bits. */
    private static final int RSA_HEADER_BYTES = 26;

    @TempDir
    Path folder;

    @Test
    void readsPkcs8OfRsaAndEc() throws Exception {
        for (PrivateKey key : new PrivateKey[] {rsa(), ec()}) {
            assertThat(PemFile.key(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
        }
    }

    @Test
    void readsPkcs1AsCertManagerWritesIt() throws Exception {
        PrivateKey key = rsa();
        byte[] pkcs1 = Arrays.copyOfRange(key.getEncoded(), RSA_HEADER_BYTES, key.getEncoded().length);

        assertThat(PemFile.key(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
    }

    @Test
    void readsSec1AsCertManagerWritesIt() throws Exception {
        ECPrivateKey key = (ECPrivateKey) ec();
        String number = HexFormat.of().formatHex(padded(key.getS()));
        byte[] sec1 = HexFormat.of().parseHex("3031" + "020101" + "0420" + number + "a00a06082a8648ce3d030107");

        PrivateKey read = PemFile.key(pem("EC PRIVATE KEY", sec1));

        assertThat(((ECPrivateKey) read).getS()).isEqualTo(key.getS());
    }

    @Test
    void anEncryptedKeyIsNamedAsSuchWithTheWayToDecryptIt() throws Exception {
        Path pkcs8 = pem("ENCRYPTED PRIVATE KEY", new byte[] {1});
        Path pkcs1 = Files.writeString(folder.resolve("old.key"), """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,00

                AQID
                -----END RSA PRIVATE KEY-----
                """);

        for (Path file : new Path[] {pkcs8, pkcs1}) {
            assertThatThrownBy(() -> PemFile.key(file))
                    .isInstanceOf(PemException.class)
                    .hasMessageContaining("the key is encrypted")
                    .hasMessageContaining("openssl pkcs8");
        }
    }

    @Test
    void aDamagedOrForeignFileHasAMessageOfItsOwn() throws Exception {
        Path damaged = pem("PRIVATE KEY", new byte[] {0x30, 1, 0});
        Path cut = pem("EC PRIVATE KEY", new byte[] {0x30});
        Path other = pem("DSA PRIVATE KEY", new byte[] {1});
        Path text = Files.writeString(folder.resolve("text"), "nothing");

        assertThatThrownBy(() -> PemFile.key(damaged)).hasMessageContaining("damaged");
        assertThatThrownBy(() -> PemFile.key(cut)).hasMessageContaining("damaged");
        assertThatThrownBy(() -> PemFile.key(other)).hasMessageContaining("a DSA PRIVATE KEY");
        assertThatThrownBy(() -> PemFile.key(text)).hasMessageContaining("-----BEGIN PRIVATE KEY-----");
        assertThatThrownBy(() -> PemFile.certificates(text)).hasMessageContaining("-----BEGIN CERTIFICATE-----");
    }

    private Path pem(String kind, byte[] der) throws Exception {
        return Files.writeString(
                folder.resolve(kind),
                "some text\n-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind
                        + "-----\n");
    }

    private static byte[] padded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
        return padded;
    }

    private static PrivateKey rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair().getPrivate();
    }

    private static PrivateKey ec() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair().getPrivate();
    }
}
