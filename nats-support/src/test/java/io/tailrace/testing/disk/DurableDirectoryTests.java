package io.tailrace.testing.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tailrace.disk.DirectoryCalls;
import io.tailrace.disk.DurableDirectory;
import io.tailrace.disk.NioDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableDirectoryTests {

    private static final Path PATH = Path.of("/a/b/c");

    @Test
    void isThereAfterAPowerFailure() throws IOException {
        ForgetfulDisk disk = new ForgetfulDisk();
        DurableDirectory.make(PATH, new OnDisk(disk));
        assertThat(disk.crash(Survival.ONLY_DURABLE).isDirectory("a/b/c")).isTrue();
    }

    /** The next process finds directories that its predecessor made and did not sync. */
    @Test
    void isThereThoughItsFirstMakerWasKilledAtAnyStep() throws IOException {
        for (int number = 0; number < 6; number++) {
            ForgetfulDisk disk = new ForgetfulDisk();
            disk.fate(new FaultPoint(number, Fault.DIE_AFTER, Survival.EVERYTHING));
            try {
                DurableDirectory.make(PATH, new OnDisk(disk));
            } catch (Death e) {
                assertThat(disk.stepCount()).isEqualTo(number + 1);
            }
            ForgetfulDisk after = disk.crash(Survival.EVERYTHING);
            DurableDirectory.make(PATH, new OnDisk(after));
            assertThat(after.crash(Survival.ONLY_DURABLE).isDirectory("a/b/c"))
                    .as("killed after step %d", number)
                    .isTrue();
        }
    }

    @Test
    void refusesWhatIsNoDirectory(@TempDir Path root) throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        assertThatIOException().isThrownBy(() -> DurableDirectory.make(file, new NioDirectories()));
        assertThatIOException().isThrownBy(() -> DurableDirectory.make(file.resolve("below"), new NioDirectories()));
        DurableDirectory.make(root.resolve("x/y"), new NioDirectories());
        DurableDirectory.make(root.resolve("x/y"), new NioDirectories());
        assertThat(root.resolve("x/y")).isEmptyDirectory();
    }

    private record OnDisk(ForgetfulDisk disk) implements DirectoryCalls {

        @Override
        public boolean isDirectory(Path path) {
            return disk.isDirectory(name(path));
        }

        @Override
        public boolean isWritable(Path directory) {
            return true;
        }

        @Override
        public void createDirectory(Path directory) throws IOException {
            disk.makeDirectory(name(directory));
        }

        @Override
        public void syncDirectory(Path directory) throws IOException {
            disk.syncDirectory(name(directory));
        }

        private static String name(Path path) {
            return path.toString().substring(1);
        }
    }
}
