package io.tailrace.suite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.suite.command.UsageException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryOptionsTests {

    @TempDir
    Path directory;

    @Test
    void takesReadableFiles() throws IOException {
        Path file = Files.createFile(directory.resolve("a.log"));

        TryOptions options = TryOptions.parse(List.of("--once", directory + "/./a.log"));

        assertThat(options).isEqualTo(new TryOptions(List.of(file), true));
    }

    @Test
    void saysWhatCannotBeFollowed() {
        refuses("name at least one file: see bin/try --help", "--once");
        refuses("unknown option --twice: see bin/try --help", "--twice");
        refuses(directory + " is not a file that can be followed", directory.toString());
        refuses(directory.resolve("b.log") + " does not exist", directory + "/b.log");
    }

    private static void refuses(String message, String... arguments) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> TryOptions.parse(List.of(arguments)))
                .withMessage(message);
    }

    @Test
    void makesAGlobThatMatchesTheFileAlone() {
        Path odd = Path.of("/var/log/a[1]*{x}\\?.log");

        assertThat(FileSystems.getDefault().getPathMatcher("glob:" + Try.glob(odd)))
                .matches(glob -> glob.matches(odd))
                .matches(glob -> !glob.matches(Path.of("/var/log/a1yx\\z.log")));
    }
}
