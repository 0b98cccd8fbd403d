package io.tailrace.suite.demo;

import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.proof.Proof;
import io.tailrace.suite.proof.Verdict.Difference;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far the archives of files are that somebody else writes: of what each held when this began, and since. */
final class Deliveries {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Delivery(Path file, long sizeAtStart) {}

    private final List<Delivery> deliveries;
    private final Archive archive;
    private long lastArchived = -1;
    private long lastChange = System.nanoTime();

    private Deliveries(List<Delivery> deliveries, Archive archive) {
        this.deliveries = deliveries;
        this.archive = archive;
    }

    static Deliveries of(List<Path> files, Archive archive) throws IOException {
        List<Delivery> deliveries = new ArrayList<>();
        for (Path file : files) {
            deliveries.add(new Delivery(file, Files.size(file)));
        }
        return new Deliveries(deliveries, archive);
    }

    private long archived() {
        return deliveries.stream()
                .mapToLong(delivery -> archive.size(delivery.file()))
                .sum();
    }

    /** Prints how far things are when that has changed. */
    void tick(PrintStream out) {
        long archived = archived();
        if (archived != lastArchived) {
            lastArchived = archived;
            lastChange = System.nanoTime();
            out.printf(Locale.ROOT, "archived: %,d bytes%n", archived);
        }
    }

    /** Whether everything has arrived that the files held in the beginning, or nothing has moved for too long. */
    boolean areSettled() {
        boolean all = deliveries.stream().allMatch(delivery -> archive.size(delivery.file()) >= delivery.sizeAtStart());
        return all || System.nanoTime() - lastChange > PATIENCE.toNanos();
    }

    /** Compares what the files held in the beginning with their archives, and prints what came out. */
    boolean areIdentical(PrintStream out) throws IOException {
        boolean identical = true;
        for (Delivery delivery : deliveries) {
            Optional<Difference> difference = firstDifference(delivery);
            identical &= difference.isEmpty();
            out.println(difference
                    .map(found -> "FAILED: " + delivery.file() + ": " + found)
                    .orElse("IDENTICAL: " + delivery.file() + ", " + delivery.sizeAtStart() + " bytes"));
        }
        return identical;
    }

    private Optional<Difference> firstDifference(Delivery delivery) throws IOException {
        List<Path> archived = archive.files(delivery.file());
        if (archived.isEmpty()) {
            return delivery.sizeAtStart() == 0
                    ? Optional.empty()
                    : Optional.of(new Difference(archive.directory(delivery.file()), 0, "there is no archive file"));
        }
        // Whatever was appended meanwhile is not what was asked for.
        return Proof.compare(delivery.file(), archived.get(0))
                .filter(difference -> difference.offset() < delivery.sizeAtStart());
    }
}
