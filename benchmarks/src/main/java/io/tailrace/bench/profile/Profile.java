package io.tailrace.bench.profile;

import java.nio.file.Path;
import java.util.List;

/** A recording of one process that runs a workload. */
public final class Profile {

    private Profile() {}

    /** Options of a virtual machine that records all it does, and writes it when it ends. */
    public static List<String> options(Path recording) {
        return List.of(
                "-XX:StartFlightRecording=filename=" + recording + ",settings=profile,dumponexit=true",
                // Else only what ends at a safepoint is seen, and that is seldom what takes the time.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints",
                "-Xlog:jfr+startup=off");
    }
}
