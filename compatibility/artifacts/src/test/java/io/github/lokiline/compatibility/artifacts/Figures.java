package io.github.lokiline.compatibility.artifacts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of the code that the build is held to. Stateless. */
final class Figures {

    /** The first words of Javadoc that is a clause without a verb of its own. */
    static final Set<String> CLAUSES =
            Set.of("What", "Whether", "Who", "Where", "How", "When", "Why", "Which", "Whoever");

    private Figures() {}

    /** Returns the number of lines of main code of the modules that applications run. */
    static long runtimeLines() {
        return MainSources.RUNTIME.stream().mapToLong(MainSources::lines).sum();
    }

    static Map<String, Long> typesByPackage(Collection<MainType> types) {
        return types.stream()
                .collect(Collectors.groupingBy(
                        type -> type.module() + ": " + type.packageName(), TreeMap::new, Collectors.counting()));
    }

    /** Returns the simple names that more than one type has, with the packages of these types. */
    static Map<String, List<String>> repeatedNames(Collection<MainType> types) {
        Map<String, List<String>> packages = types.stream()
                .collect(Collectors.groupingBy(
                        MainType::name, TreeMap::new, Collectors.mapping(MainType::packageName, Collectors.toList())));
        packages.values().removeIf(places -> places.size() == 1);
        return packages;
    }

    /** Returns the public types in packages that are exported to everybody. */
    static List<MainType> publicTypes(Collection<MainType> types) {
        return types.stream()
                .filter(MainType::isPublic)
                .filter(type -> Layers.of(type.module()).publicPackages().contains(type.packageName()))
                .toList();
    }

    /** Returns the number of Javadoc comments that begin with a clause. */
    static long clauses() {
        return MainSources.MAINTAINED.stream()
                .flatMap(module -> MainSources.files(module).stream())
                .flatMap(file -> CommentsAndTexts.of(file).firstWordsOfJavadoc().stream())
                .filter(CLAUSES::contains)
                .count();
    }
}
