package io.tailrace.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.tailrace.suite.process.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Helm chart, rendered by Helm itself as release {@value #RELEASE} in namespace {@value #NAMESPACE}. */
final class Chart {

    static final String RELEASE = "tailrace";
    static final String NAMESPACE = "logging";

    // Helm's library takes 1.20 for granted, which is older than what the chart supports.
    private static final String KUBERNETES_VERSION = "1.33.0";

    private final Path directory = Home.directory().resolve("helm/tailrace");
    private final Helm helm = new Helm(directory);

    LintResult lint() {
        return helm.lint().strict().call();
    }

    /** The example values that come with the chart, each a file. */
    List<Path> examples() {
        try (Stream<Path> files = Files.list(directory.resolve("ci"))) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Manifests render() {
        return render("{}");
    }

    /**
     * The objects that Helm would install.
     *
     * @param values YAML, laid over the chart's own values
     * @throws IllegalStateException with Helm's message when it refuses
     */
    Manifests render(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                return render(Files.writeString(file, values));
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Like {@link #render(String)}, with the values in a file. */
    Manifests render(Path values) {
        return Manifests.parse(helm.template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES_VERSION)
                .withValuesFile(values)
                .call());
    }
}
