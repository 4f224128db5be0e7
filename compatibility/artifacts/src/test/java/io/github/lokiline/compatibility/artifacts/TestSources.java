package io.github.lokiline.compatibility.artifacts;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import io.github.lokiline.compatibility.artifacts.TestClass.Marks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Parses classes of tests; compiles nothing. Stateless. */
final class TestSources {

    /** The module whose main code is tests, which other modules run. */
    private static final String CONTRACTS = "contract-tests";

    private TestSources() {}

    /** Returns the test classes in a module's folder. */
    static List<TestClass> of(Path folder, String module) {
        Path sources = folder.resolve(module.equals(CONTRACTS) ? "src/main/java" : "src/test/java");
        try {
            return parse(SourceParser.files(sources), module);
        } catch (IOException e) {
            throw new AssertionError("cannot read the tests of " + folder, e);
        }
    }

    private static List<TestClass> parse(List<Path> files, String module) throws IOException {
        List<TestClass> classes = new ArrayList<>();
        for (CompilationUnitTree unit : SourceParser.parse(files)) {
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree declared) {
                    classes.add(read(declared, module));
                }
            }
        }
        return classes;
    }

    private static TestClass read(ClassTree type, String module) {
        Map<String, Marks> methods = new LinkedHashMap<>();
        gather(type, methods);
        return new TestClass(
                module,
                type.getSimpleName().toString(),
                simple(type.getExtendsClause()),
                type.getKind() != Tree.Kind.CLASS
                        || type.getModifiers().getFlags().contains(Modifier.ABSTRACT),
                marks(type.getModifiers()),
                methods);
    }

    private static void gather(ClassTree type, Map<String, Marks> methods) {
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method
                    && marks(method.getModifiers()).isTest()) {
                methods.put(method.getName().toString(), marks(method.getModifiers()));
            } else if (member instanceof ClassTree inner && isRunWithin(inner)) {
                gather(inner, methods);
            }
        }
    }

    private static boolean isRunWithin(ClassTree inner) {
        Marks marks = marks(inner.getModifiers());
        return marks.names().contains("Nested") && marks.isAlwaysRun();
    }

    private static Marks marks(ModifiersTree modifiers) {
        Set<String> names = new HashSet<>();
        Set<String> tags = new HashSet<>();
        for (AnnotationTree annotation : modifiers.getAnnotations()) {
            String name = simple(annotation.getAnnotationType());
            names.add(name);
            if (name.equals("Tag")) {
                tags.add(text(annotation.getArguments().get(0)));
            }
        }
        return new Marks(names, tags);
    }

    private static String text(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
        return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : value.toString();
    }

    /** Returns a type's name without package and type arguments. */
    private static String simple(Tree type) {
        return type == null ? "" : type.toString().replaceFirst("<.*", "").replaceFirst(".*\\.", "");
    }
}
