package io.tailrace.agent.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.agent.testing.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTests {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path root;

    private final Notes notes = new Notes();
    private @Nullable Discovery discovery;

    @AfterEach
    void close() throws IOException {
        if (discovery != null) {
            discovery.close();
        }
    }

    @Test
    void saysAtOnceWhatAppearsChangesAndVanishes() throws IOException {
        start(NEVER, root + "/*.log");

        Path path = Files.createFile(root.resolve("a.log"));
        await().atMost(SOON).until(() -> notes.files().containsKey(path));

        Files.writeString(path, "line\n", StandardOpenOption.APPEND);
        await().atMost(SOON).until(() -> notes.modified.contains(path));

        Files.move(path, root.resolve("b.log"));
        await().atMost(SOON).until(() -> notes.files().keySet().equals(Set.of(root.resolve("b.log"))));

        Files.delete(root.resolve("b.log"));
        await().atMost(SOON).until(() -> notes.files().isEmpty());
        assertThat(notes.scans).hasValue(1);
    }

    @Test
    void findsDirectoriesThatAppearLater() throws IOException {
        start(NEVER, root + "/x/*/z/*.log");

        Files.createDirectories(root.resolve("x/y/z"));
        Path path = Files.writeString(root.resolve("x/y/z/a.log"), "line\n");

        await().atMost(SOON).until(() -> notes.files().containsKey(path));
    }

    @Test
    void findsFilesBelowAnyDepthThatAppearLater() throws IOException {
        start(NEVER, root + "/**/*.log");

        Files.createDirectories(root.resolve("x/y/z"));
        Path path = Files.writeString(root.resolve("x/y/z/a.log"), "line\n");

        await().atMost(SOON).until(() -> notes.files().containsKey(path));
    }

    @Test
    void watchesADirectoryThatWasRemovedAndMadeAnew() throws IOException {
        Files.createDirectory(root.resolve("x"));
        start(NEVER, root + "/x/*.log");
        Path path = Files.createFile(root.resolve("x/a.log"));
        await().atMost(SOON).until(() -> notes.files().containsKey(path));

        Files.delete(path);
        Files.delete(root.resolve("x"));
        await().atMost(SOON).until(() -> notes.files().isEmpty());
        Files.createDirectory(root.resolve("x"));
        Files.createFile(path);
        await().atMost(SOON).until(() -> notes.files().containsKey(path));

        notes.modified.clear();
        await().atMost(SOON).until(() -> {
            Files.writeString(path, "line\n", StandardOpenOption.APPEND);
            return notes.modified.contains(path);
        });
    }

    @Test
    void watchesADirectoryThatTookAnothersPlace() throws IOException {
        Files.createDirectory(root.resolve("x"));
        start(NEVER, root + "/x/*.log");

        Files.move(root.resolve("x"), root.resolve("old"));
        Files.createDirectory(root.resolve("x"));
        Path path = Files.createFile(root.resolve("x/a.log"));

        await().atMost(SOON).until(() -> notes.files().containsKey(path));
    }

    @Test
    void seesByRescanWhatNoWatchTells() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.createDirectory(root.resolve("x"));
        Path target = Files.createFile(elsewhere.resolve("target"));
        Path link = Files.createSymbolicLink(root.resolve("x/a.log"), target);
        start(Duration.ofMillis(50), root + "/x/*.log");
        await().atMost(SOON).until(() -> notes.files().containsKey(link));

        Files.writeString(target, "line\n");

        await().atMost(SOON).until(() -> notes.files().values().stream().anyMatch(file -> file.size() == 5));
    }

    @Test
    void missesNothingWhenEventsOverflow() throws IOException {
        start(NEVER, root + "/*.log");

        for (int i = 0; i < 3_000; i++) {
            Files.createFile(root.resolve(i + ".log"));
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> notes.files().size() == 3_000);
    }

    @Test
    void staysQuietWhileNothingChanges() throws Exception {
        Files.createFile(root.resolve("a.log"));
        start(NEVER, root + "/*.log");
        Files.writeString(root.resolve("unrelated"), "x");
        Path path = Files.createFile(root.resolve("b.log"));

        await().atMost(SOON).until(() -> notes.files().containsKey(path));
        assertThat(notes.scans).hasValue(1);
    }

    private void start(Duration rescanInterval, String... globs) {
        Discovery started = new Discovery(List.of(Inputs.of("all", (Object[]) globs)), rescanInterval, notes);
        discovery = started;
        started.start();
        await().atMost(SOON).until(() -> notes.scans.get() > 0);
    }

    /** What a listener would know by now. */
    private static final class Notes implements DiscoveryListener {

        private final Map<Path, Listing> listings = new ConcurrentHashMap<>();
        private final Set<Path> modified = ConcurrentHashMap.newKeySet();
        private final AtomicInteger scans = new AtomicInteger();

        Map<Path, Sighting> files() {
            Map<Path, Sighting> files = new ConcurrentHashMap<>();
            listings.values().forEach(listing -> listing.files().forEach(file -> files.put(file.path(), file)));
            return files;
        }

        @Override
        public void scanned(List<Listing> directories) {
            listings.clear();
            directories.forEach(this::listed);
            scans.incrementAndGet();
        }

        @Override
        public void listed(Listing directory) {
            listings.put(directory.directory(), directory);
        }

        @Override
        public void modified(Path path) {
            modified.add(path);
        }
    }
}
