package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BomTest {

    private final Pom parent = Pom.in(Pom.ROOT);
    private final Pom bom = Pom.in(Pom.ROOT.resolve("bom"));

    @Test
    void listsEveryDeployedArtifactAndNoOther() {
        List<String> deployed = parent.modules().stream()
                .filter(Pom::isDeployedJar)
                .map(Pom::artifact)
                .toList();

        assertThat(bom.managedArtifacts()).containsExactlyInAnyOrderElementsOf(deployed);
    }

    @Test
    void carriesTheVersionOfTheArtifacts() {
        assertThat(bom.version()).isEqualTo(parent.version());
        assertThat(bom.texts("//dependencyManagement//version")).containsOnly("${project.version}");
    }

    /**
     * A parent would pass lokiline's build, and the versions it is tested with, on to every application that imports
     * the BOM.
     */
    @Test
    void hasNoParentAndManagesNothingOfOthers() {
        assertThat(bom.texts("/project/parent")).isEmpty();
        assertThat(bom.texts("//dependency/groupId")).containsOnly("io.github.lokiline");
    }

    @Test
    void whatIsNeverPublishedSaysSo() {
        assertThat(parent.unpublishedModules()).isNotEmpty().allMatch(Pom::isKeptBack);
    }
}
