package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sizes that the modules' listings are held to. */
class StructureTest {

    private static final int MOST_TYPES_OF_A_PACKAGE = 25;
    private static final int MOST_PUBLIC_TYPES = 40;

    @Test
    void noPackageHasMoreThan25Types() {
        Map<String, Long> sizes = Figures.typesByPackage(MainSources.types(MainSources.allModules()));

        assertThat(sizes)
                .hasSizeGreaterThan(30)
                .allSatisfy((name, types) -> assertThat(types).as(name).isLessThanOrEqualTo(MOST_TYPES_OF_A_PACKAGE));
    }

    @Test
    void noSimpleNameMeansTwoTypes() {
        assertThat(Figures.repeatedNames(MainSources.types(MainSources.MAINTAINED)))
                .isEmpty();
    }

    @Test
    void theRuntimeModulesShowAtMost40Types() {
        List<MainType> types = Figures.publicTypes(MainSources.types(MainSources.RUNTIME));

        assertThat(types).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_PUBLIC_TYPES);
    }
}
