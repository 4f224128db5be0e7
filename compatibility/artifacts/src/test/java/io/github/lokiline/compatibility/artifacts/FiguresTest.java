package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prints the figures of the code on standard output; CONTRIBUTING has the command. */
@EnabledIfSystemProperty(named = "figures.print", matches = ".*")
class FiguresTest {

    @Test
    void printsTheSizesOfTheCode() {
        List<MainType> runtime = MainSources.types(MainSources.RUNTIME);
        List<MainType> maintained = MainSources.types(MainSources.MAINTAINED);
        print("Lines of main code, runtime modules: " + Figures.runtimeLines());
        MainSources.RUNTIME.forEach(module -> print("    " + MainSources.lines(module) + " " + module));
        print("Types by package:");
        Figures.typesByPackage(maintained).forEach((name, types) -> print("    " + types + " " + name));
        print("Public types in exported packages: "
                + Figures.publicTypes(runtime).size());
        print("Simple names of more than one type: " + Figures.repeatedNames(maintained));
        print("Javadoc comments that begin with a clause: " + Figures.clauses());

        assertThat(runtime).isNotEmpty();
    }

    @Test
    void printsTheTypesThatOneEventEnters() throws Exception {
        Set<String> delivery = EventPath.ofDelivery();
        print("Types on the way of one event, append to ledger: " + delivery.size());
        delivery.forEach(type -> print("    " + type));
        Set<String> encoding = EventPath.ofEncoding();
        print("Types on the way of one event, encoding alone: " + encoding.size());
        encoding.forEach(type -> print("    " + type));

        assertThat(delivery).contains("io.github.lokiline.logback.loki.LokiAppender");
        assertThat(encoding).contains("io.github.lokiline.logback.json.AbstractStructuredEncoder");
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
