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

        assertThat(bom.texts("//dependency[groupId='io.github.lokiline']/artifactId"))
                .containsExactlyInAnyOrderElementsOf(deployed);
    }

    @Test
    void carriesTheVersionOfTheArtifacts() {
        assertThat(bom.version()).isEqualTo(parent.version());
        assertThat(bom.texts("//dependency[groupId='io.github.lokiline']/version"))
                .containsOnly("${project.version}");
    }

    /**
     * A parent would pass lokiline's build, and the versions it is tested with, on to every application that imports
     * the BOM.
     */
    @Test
    void hasNoParentAndManagesNothingOfOthersButTheVersionsThatFitEachOther() {
        assertThat(bom.texts("/project/parent")).isEmpty();
        assertThat(bom.texts("//dependency[groupId!='io.github.lokiline']/artifactId"))
                .containsExactly("okhttp-jvm", "okio-jvm");
        for (String version : List.of("okhttp.version", "okio.version")) {
            assertThat(bom.texts("/project/properties/" + version))
                    .isEqualTo(parent.texts("/project/properties/" + version));
        }
    }

    @Test
    void whatIsNeverPublishedSaysSo() {
        assertThat(parent.unpublishedModules()).isNotEmpty().allMatch(Pom::isKeptBack);
    }
}
