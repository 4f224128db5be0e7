package io.github.lokiline.client.internal.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that no push can have must not hold up those behind it. */
@Tag("promise-8")
class SpoolRecordCheckTest {

    private static final String LABELS = "{service_name=\"orders\"}";

    private final SpoolRecordCheck check = new SpoolRecordCheck();

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "team-1_a.b"})
    void aStreamHasATenantThatLokiTakesOrNone(String tenant) {
        assertThat(check.isStream(tenant, LABELS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme\nX-Evil: 1", "..", "ac me", "tenant|other"})
    void aTenantThatNoHeaderOrNoLokiTakesIsDamage(String tenant) {
        assertThat(check.isStream(tenant, LABELS)).isFalse();
    }

    @Test
    void labelsThatCannotBeReadAreDamage() {
        assertThat(check.isStream("acme", "{service_name=")).isFalse();
        assertThat(check.isStream("acme", "{}")).isFalse();
    }
}
