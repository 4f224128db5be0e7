package io.github.lokiline.client;

import java.util.Base64;
import java.util.Random;

/** Makes texts that hardly compress. */
public final class Noise {

    private Noise() {}

    /** Returns the Base64 of so many random bytes. */
    public static String of(Random random, int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise);
    }
}
