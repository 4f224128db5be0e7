package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests what Maven Central and users require of the poms and pages of a release. */
class ReleaseTest {

    private static final Pattern VERSION_OF_OURS = Pattern.compile(
            "<groupId>io\\.github\\.lokiline</groupId>\\s*<artifactId>[\\w-]+</artifactId>\\s*<version>([^<]+)</version>"
                    + "|io\\.github\\.lokiline:[\\w-]+:([\\w.-]+)");
    private static final List<String> REQUIRED = List.of(
            "/project/name",
            "/project/description",
            "/project/url",
            "/project/licenses/license/url",
            "/project/developers/developer/name",
            "/project/scm/connection",
            "/project/scm/developerConnection",
            "/project/scm/url");

    private final Pom parent = Pom.in(Pom.ROOT);
    private final Pom bom = Pom.in(Pom.ROOT.resolve("bom"));

    @Test
    void parentAndBomHaveWhatMavenCentralRequires() {
        for (Pom pom : List.of(parent, bom)) {
            assertThat(REQUIRED)
                    .allSatisfy(path -> assertThat(pom.texts(path))
                            .as(path + " of " + pom)
                            .isNotEmpty()
                            .doesNotContain(""));
        }
    }

    @Test
    void everyArtifactHasANameAndADescription() {
        assertThat(parent.modules()).filteredOn(Pom::isDeployedJar).allSatisfy(module -> {
            assertThat(module.texts("/project/name")).hasSize(1);
            assertThat(module.texts("/project/description")).hasSize(1);
        });
    }

    /** The BOM has no parent, so that it repeats what the others inherit. */
    @Test
    void theBomRepeatsTheParentsWords() {
        for (String path : List.of(
                "/project/url",
                "/project/scm/connection",
                "/project/properties/organisation",
                "/project/properties/project.build.outputTimestamp",
                "//plugin[artifactId='maven-deploy-plugin']/version",
                "//plugin[artifactId='maven-gpg-plugin']/version",
                "//plugin[artifactId='central-publishing-maven-plugin']/version")) {
            assertThat(bom.texts(path)).as(path).isEqualTo(parent.texts(path));
        }
    }

    @Test
    void thePagesNameTheVersionOfThePoms() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(Pom.ROOT)) {
            pages = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("target"))
                    .toList();
        }
        assertThat(pages).anySatisfy(page -> assertThat(versions(page)).isNotEmpty());
        assertThat(pages).allSatisfy(page -> assertThat(versions(page)).allMatch(parent.version()::equals));
    }

    private static List<String> versions(Path page) throws IOException {
        return VERSION_OF_OURS
                .matcher(Files.readString(page))
                .results()
                .map(ReleaseTest::version)
                .toList();
    }

    private static String version(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}
