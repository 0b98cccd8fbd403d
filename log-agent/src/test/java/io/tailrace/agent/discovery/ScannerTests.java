package io.tailrace.agent.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.testing.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are found, with {@link Directories} doing the walking. */
class ScannerTests {

    @TempDir
    private Path root;

    @Test
    void findsFilesOfAnyDepth() throws IOException {
        file("a.log");
        file("x/b.log");
        file("x/y/c.log");
        file("x/y/d.txt");

        assertThat(found(Inputs.of("all", root + "/**/*.log")))
                .containsExactlyInAnyOrder("a.log", "x/b.log", "x/y/c.log");
        assertThat(found(Inputs.of("all", root + "/**/**/*.log"))).hasSize(3);
        assertThat(found(Inputs.of("all", root + "/**/y/**/*.log"))).containsExactly("x/y/c.log");
        assertThat(found(Inputs.of("all", root + "/*/*.log"))).containsExactly("x/b.log");
        assertThat(found(Inputs.of("all", root + "/x/y/c.log"))).containsExactly("x/y/c.log");
    }

    @Test
    void leavesOutWhatIsExcludedByPathOrName() throws IOException {
        file("a.log");
        file("a.log.gz");
        file("x/b.log");
        Input input = Inputs.excluding(Inputs.of("all", root + "/**"), "*.gz", root + "/x/*");

        assertThat(found(input)).containsExactly("a.log");
    }

    @Test
    void givesAFileThatTwoInputsMatchToTheFirst() throws IOException {
        file("a.log");
        file("b.log");
        Input first = Inputs.of("first", root + "/a.*");
        Input second = Inputs.of("second", root + "/*.log");

        List<Listing> listings = Looks.at(List.of(first, second));

        assertThat(listings).hasSize(1);
        assertThat(listings.get(0).files().stream()
                        .collect(Collectors.toMap(
                                sighting -> sighting.path().getFileName().toString(),
                                sighting -> sighting.input().name())))
                .containsEntry("a.log", "first")
                .containsEntry("b.log", "second")
                .hasSize(2);
    }

    @Test
    void goesThroughNoCircleOfLinks() throws IOException {
        file("x/a.log");
        Files.createSymbolicLink(root.resolve("x/up"), root);
        Files.createSymbolicLink(root.resolve("x/self"), root.resolve("x"));
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));

        assertThat(found(Inputs.of("all", root + "/**/*.log"))).containsExactly("x/a.log");
    }

    @Test
    void followsLinksToFilesAndDirectories() throws IOException {
        file("real/a.log");
        Files.createSymbolicLink(root.resolve("linked"), root.resolve("real"));
        Files.createSymbolicLink(root.resolve("b.log"), root.resolve("real/a.log"));

        assertThat(found(Inputs.of("all", root + "/linked/*.log"))).containsExactly("linked/a.log");
        Listing listing = Looks.at(List.of(Inputs.of("all", root + "/b.log"))).get(0);
        assertThat(listing.files())
                .singleElement()
                .satisfies(sighting -> assertThat(sighting.key()).isEqualTo(FileKey.of(root.resolve("real/a.log"))));
    }

    @Test
    void takesRegularFilesOnly() throws IOException {
        Files.createDirectory(root.resolve("directory.log"));
        Files.createSymbolicLink(root.resolve("dangling.log"), root.resolve("nowhere"));

        assertThat(found(Inputs.of("all", root + "/*.log"))).isEmpty();
    }

    @Test
    void findsNothingInWhatIsNoDirectoryOrGone() throws IOException {
        file("plain");

        assertThat(found(Inputs.of("all", root + "/plain/*.log", root + "/missing/*.log", root + "/plain/**/*.log")))
                .isEmpty();
        assertThat(new Scanner(List.of()).list(root.resolve("missing")).files()).isEmpty();
    }

    @Test
    void saysWhatLeadsToMatches() throws IOException {
        file("x/a.log");
        Directories directories = new Scanner(List.of(Inputs.of("all", root + "/x/*/b?/*.log"))).directories();

        assertThat(directories.leading()).contains(root, root.resolve("x"));
        assertThat(directories.leads(root, Path.of("x"))).isTrue();
        assertThat(directories.leads(root, Path.of("y"))).isFalse();
        assertThat(directories.leads(root.resolve("x"), Path.of("any"))).isTrue();
        assertThat(directories.leads(root.resolve("elsewhere"), Path.of("any"))).isFalse();
        assertThat(directories.holding()).isEmpty();
    }

    @Test
    void takesNotesOfWhatItSees() throws IOException {
        Path path = file("a.log");
        Files.writeString(path, "12345");

        Sighting sighting = Looks.at(List.of(Inputs.of("all", root + "/*.log")))
                .get(0)
                .files()
                .get(0);

        assertThat(sighting.path()).isEqualTo(path);
        assertThat(sighting.size()).isEqualTo(5);
        assertThat(sighting.key()).isEqualTo(FileKey.of(path));
        assertThat(sighting.modified())
                .isEqualTo(Files.getLastModifiedTime(path).toInstant());
    }

    private Path file(String name) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.createFile(path);
    }

    private List<String> found(Input input) {
        return Looks.at(List.of(input)).stream()
                .flatMap(listing -> listing.files().stream())
                .map(sighting -> root.relativize(sighting.path()).toString())
                .toList();
    }
}
