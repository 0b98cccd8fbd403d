package io.tailrace.agent.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatchesTests {

    @TempDir
    private Path root;

    @Test
    void tellsThatEventsWereLost() throws Exception {
        SlowListener listener = new SlowListener();
        try (DirectoryWatches watches = new DirectoryWatches(listener)) {
            watches.watch(Set.of(root), Set.of());
            watches.start();

            // More than a watch key holds (512), while nobody takes any.
            for (int i = 0; i < 3_000; i++) {
                Files.createFile(root.resolve("f" + i));
            }
            listener.goOn.countDown();

            await().until(() -> listener.overflows.get() > 0);
        }
    }

    @Test
    void tellsNamesOnlyOfDirectoriesThatLead() throws Exception {
        Path leading = Files.createDirectory(root.resolve("leading"));
        Path holding = Files.createDirectory(root.resolve("holding"));
        SlowListener listener = new SlowListener();
        listener.goOn.countDown();
        try (DirectoryWatches watches = new DirectoryWatches(listener)) {
            watches.watch(Set.of(holding), Set.of(leading, holding));
            watches.start();

            Path silent = Files.writeString(leading.resolve("a"), "bytes");
            Path loud = Files.writeString(holding.resolve("b"), "bytes");

            await().until(() -> listener.modified.contains(loud));
            await().until(() -> listener.renamed.containsAll(Set.of(silent, loud)));
            assertThat(listener.modified).containsExactly(loud);
        }
    }

    /** What came into such a directory before it was watched is told by no event: it has to be walked once more. */
    @Test
    void saysWhetherADirectoryWasNotWatchedBefore() throws Exception {
        Path leading = Files.createDirectory(root.resolve("leading"));
        Path gone = root.resolve("gone");
        try (DirectoryWatches watches = new DirectoryWatches(new SlowListener())) {
            assertThat(watches.watch(Set.of(root, gone), Set.of())).isTrue();
            assertThat(watches.watch(Set.of(root, gone), Set.of())).isFalse();
            assertThat(watches.watch(Set.of(root), Set.of(leading))).isTrue();
            assertThat(watches.watch(Set.of(root), Set.of(leading))).isFalse();
        }
    }

    @Test
    void doesWithoutDirectoriesThatAreGone() throws Exception {
        SlowListener listener = new SlowListener();
        listener.goOn.countDown();
        try (DirectoryWatches watches = new DirectoryWatches(listener)) {
            watches.watch(Set.of(root, root.resolve("gone")), Set.of(root.resolve("gone as well")));
            watches.start();

            Path path = Files.createFile(root.resolve("a"));

            await().until(() -> listener.renamed.contains(path));
        }
    }

    /** Takes no event until told to go on. */
    private static final class SlowListener implements DirectoryWatches.Listener {

        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger overflows = new AtomicInteger();
        private final Set<Path> modified = ConcurrentHashMap.newKeySet();
        private final Set<Path> renamed = ConcurrentHashMap.newKeySet();

        @Override
        public void modified(Path path) {
            pause();
            modified.add(path);
        }

        @Override
        public void renamed(Path directory, Path name) {
            pause();
            renamed.add(directory.resolve(name));
        }

        @Override
        public void overflowed() {
            overflows.incrementAndGet();
        }

        private void pause() {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
