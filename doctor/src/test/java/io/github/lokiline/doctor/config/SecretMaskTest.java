package io.github.lokiline.doctor.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretMaskTest {

    private final SecretMask secrets = new SecretMask();

    @Test
    void masksASecretWhereverItStands() {
        secrets.add("hunter2-hunter2");

        assertThat(secrets.mask("xhunter2-hunter2y and hunter2-hunter2")).isEqualTo("x***y and ***");
    }

    @Test
    void masksAShortSecretAsAWordOnly() {
        secrets.add("loki");

        assertThat(secrets.mask("loki:loki@host {service_name=\"lokiline\"}"))
                .isEqualTo("***:***@host {service_name=\"lokiline\"}");
    }

    @Test
    void masksTheLongerOfTwoThatBeginAlike() {
        secrets.add("abcdefgh");
        secrets.add("abcdefghijkl");

        assertThat(secrets.mask("abcdefghijkl")).isEqualTo("***");
    }

    @Test
    void takesSecretsAsTheyAreWritten() {
        secrets.add("a.c(d[e$1\\");
        secrets.add("");
        secrets.add(null);

        assertThat(secrets.mask("abc, a.c(d[e$1\\")).isEqualTo("abc, ***");
    }

    @Test
    void showsOfAUrlNeitherCredentialsNorQuery() {
        assertThat(SecretMask.maskUrl("https://ann:pass@loki.example:3100/push?key=1"))
                .isEqualTo("https://***@loki.example:3100/push?***");
        assertThat(SecretMask.maskUrl("https://ann:p@ss@loki.example")).isEqualTo("https://***@loki.example");
        assertThat(SecretMask.maskUrl("ann:pass@loki.example")).isEqualTo("***@loki.example");
        assertThat(SecretMask.maskUrl("ann:pa/ss@loki.example")).isEqualTo("***@loki.example");
        assertThat(SecretMask.maskUrl("http://loki.example")).isEqualTo("http://loki.example");
    }
}
