package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jar:file:/lib/okio-jvm-3.9.0.jar!/okio/Buffer.class",
                "jar:nested:/app/app.jar/!BOOT-INF/lib/okio-jvm-3.9.0.jar!/okio/Buffer.class",
                "jar:file:/app/app.jar!/BOOT-INF/lib/okio-jvm-3.9.0.jar!/okio/Buffer.class",
                "jar:file:/C:/lib/okio-jvm-3.9.0.jar!/okio/Buffer.class"
            })
    void findsTheJarInTheLocationOfAClass(String location) {
        assertThat(OkHttpCheck.name(location)).isEqualTo("okio-jvm-3.9.0.jar");
    }

    @Test
    void showsTheMissingClassOrMethod() {
        assertThat(OkHttpCheck.text(new NoClassDefFoundError("kotlin/Unit")))
                .isEqualTo("NoClassDefFoundError: kotlin.Unit");
        assertThat(OkHttpCheck.text(new NoSuchMethodError("'okio.Socket okio.Okio.socket(java.net.Socket)'")))
                .isEqualTo("NoSuchMethodError: okio.Okio.socket");
    }

    @Test
    void namesTheVersionsOfThisBuild() throws Exception {
        String pom = Files.readString(Path.of("..", "pom.xml"));

        assertThat(OkHttpCheck.message("any"))
                .contains("okhttp-jvm " + between(pom, "<okhttp.version>", "<"))
                .contains("okio-jvm " + between(pom, "<okio.version>", "<"))
                .doesNotContain(File.separator);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
