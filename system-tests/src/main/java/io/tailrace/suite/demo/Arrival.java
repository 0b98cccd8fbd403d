package io.tailrace.suite.demo;

import io.tailrace.suite.process.Poll;
import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.proof.Proof;
import io.tailrace.suite.proof.Verdict;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.writer.Generation;
import io.tailrace.suite.writer.LogFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Waits for the archive to hold everything that was written, for as long as it still grows. */
final class Arrival {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    // A restarted service, or the last line without line end, is quicker than that.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // Sizes fit as soon as the last bytes are there, and earlier ones may still be on their way.
    private static final Duration PATIENCE_WITH_FULL_SIZE = Duration.ofSeconds(5);

    private final Archive archive;
    private final List<LogFile> files;

    Arrival(Archive archive, List<LogFile> files) {
        this.archive = archive;
        this.files = files;
    }

    /**
     * Compares until the archive is identical, or has not changed its size for too long.
     *
     * @param meanwhile called several times a second
     */
    Verdict await(Runnable meanwhile) throws IOException, InterruptedException {
        List<List<Generation>> written =
                files.stream().map(LogFile::generations).toList();
        long expected = written.stream()
                .flatMap(List::stream)
                .mapToLong(Generation::bytes)
                .sum();
        long lastSize = -1;
        long lastChange = System.nanoTime();
        while (true) {
            meanwhile.run();
            long size =
                    files.stream().mapToLong(file -> archive.size(file.path())).sum();
            if (size != lastSize) {
                lastSize = size;
                lastChange = System.nanoTime();
            }
            Duration unchanged = Duration.ofNanos(System.nanoTime() - lastChange);
            Duration patience = size == expected ? PATIENCE_WITH_FULL_SIZE : PATIENCE;
            boolean lastLook = unchanged.compareTo(patience) > 0;
            if (size == expected || lastLook) {
                Verdict verdict = new Proof(archive).of(written);
                if (verdict instanceof Identical || lastLook) {
                    return verdict;
                }
            }
            Poll.pause(INTERVAL);
        }
    }
}
