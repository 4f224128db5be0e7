package io.github.lokiline.compatibility.artifacts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** One pom.xml as it is written, nothing inherited and nothing interpolated. Immutable. */
final class Pom {

    /** Tests run in their module's folder, two levels below the root. */
    static final Path ROOT = Path.of("..", "..");

    private static final String PREFIX = "lokiline-";
    private static final String MODULES = "/project/modules/module";
    private static final String UNPUBLISHED_MODULES =
            "/project/profiles/profile[id='unneeded-by-programs']/modules/module";

    private final Path folder;
    private final Document document;

    private Pom(Path folder, Document document) {
        this.folder = folder;
        this.document = document;
    }

    static Pom in(Path folder) {
        try {
            Path file = folder.resolve("pom.xml");
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new Pom(folder, factory.newDocumentBuilder().parse(Files.newInputStream(file)));
        } catch (Exception e) {
            throw new AssertionError("cannot read the pom of " + folder, e);
        }
    }

    /** Returns the modules that every build has. */
    List<Pom> modules() {
        return read(moduleNames());
    }

    /** Returns the modules that are left out when a program is built and run. */
    List<Pom> unpublishedModules() {
        return read(unpublishedModuleNames());
    }

    List<String> moduleNames() {
        return texts(MODULES);
    }

    List<String> unpublishedModuleNames() {
        return texts(UNPUBLISHED_MODULES);
    }

    private List<Pom> read(List<String> modules) {
        return modules.stream().map(name -> in(folder.resolve(name))).toList();
    }

    /** Returns the id of the artifact that a module's folder builds. */
    static String artifactOf(String folder) {
        return PREFIX + folder;
    }

    /** Returns the folder of the module that builds an artifact. */
    static String folderOf(String artifact) {
        return artifact.substring(PREFIX.length());
    }

    String artifact() {
        return texts("/project/artifactId").get(0);
    }

    String version() {
        return first("/project/version")
                .orElseGet(() -> texts("/project/parent/version").get(0));
    }

    /** Returns whether {@code mvn deploy} uploads a jar. */
    boolean isDeployedJar() {
        boolean jar = first("/project/packaging").orElse("jar").equals("jar");
        return jar && !isKeptBack();
    }

    boolean isKeptBack() {
        return first("/project/properties/maven.deploy.skip").orElse("false").equals("true");
    }

    /** Returns the artifacts of a group that the module depends on, in any scope. */
    List<String> dependencies(String group) {
        return texts("/project/dependencies/dependency[groupId='" + group + "']/artifactId");
    }

    /** Returns true if the dependency on the artifact has the scope of tests. */
    boolean isForTests(String artifact) {
        return texts("/project/dependencies/dependency[artifactId='" + artifact + "']/scope")
                .equals(List.of("test"));
    }

    List<String> managedArtifacts() {
        return texts("/project/dependencyManagement/dependencies/dependency[groupId='io.github.lokiline']/artifactId");
    }

    List<String> texts(String path) {
        try {
            XPath xpath = XPathFactory.newInstance().newXPath();
            NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent().strip());
            }
            return texts;
        } catch (Exception e) {
            throw new AssertionError("not a path: " + path, e);
        }
    }

    private Optional<String> first(String path) {
        return texts(path).stream().findFirst();
    }

    @Override
    public String toString() {
        return folder.resolve("pom.xml").toString();
    }
}
