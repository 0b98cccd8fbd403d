package io.tailrace.suite;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A wall clock for processes that can be set while they run, by libfaketime. Tests that need it are skipped where it is not
 * installed.
 *
 * @param library what is loaded before all others
 * @param setting the file that says how far the clock is from the real one
 */
record FakeClock(Path library, Path setting) {

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    /** @param directory where it keeps its setting */
    static FakeClock in(Path directory) throws IOException {
        Path library = PLACES.stream().filter(Files::exists).findFirst().orElse(PLACES.get(0));
        assumeThat(library).as("libfaketime is installed (package faketime)").exists();
        FakeClock clock = new FakeClock(library, directory.resolve("setting"));
        clock.jump("+0");
        return clock;
    }

    /** What makes a process go by this clock. Durations are measured as ever: no host's monotonic clock jumps. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                setting.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /** @param offset from the real time: {@code +400d}, {@code -1h} */
    void jump(String offset) throws IOException {
        Files.writeString(setting, offset + "\n");
    }
}
