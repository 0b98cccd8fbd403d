package io.tailrace.suite.chaos;

import io.tailrace.suite.command.UsageException;
import io.tailrace.suite.fault.Timeline;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.proof.StreamAudit;
import io.tailrace.suite.screen.Screen;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs the rounds of a campaign that have not ended yet, one after the other, and takes each down when it has. */
final class Campaign {

    private static final long ROOM_FOR_OTHERS = 1_000_000_000;

    private final CampaignDirectory directory;
    private final Screen screen;

    Campaign(CampaignDirectory directory, Screen screen) {
        this.directory = directory;
        this.screen = screen;
    }

    /**
     * Runs them.
     *
     * @throws UsageException when another process does so already
     * @throws IllegalStateException when the disk has no room for a round
     */
    void run() throws IOException, InterruptedException {
        try (FileChannel file =
                        FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new UsageException(directory.root() + " is worked on by another process");
            }
            CampaignSettings settings = directory.settings();
            Set<Integer> ended =
                    directory.records().stream().map(RoundRecord::round).collect(Collectors.toSet());
            for (int round = 1; round <= settings.rounds(); round++) {
                if (!ended.contains(round)) {
                    run(round, settings);
                }
            }
        }
    }

    private void run(int number, CampaignSettings campaign) throws IOException, InterruptedException {
        RoundSettings settings = campaign.round(number);
        requireRoom(settings);
        screen.event("round %d of %d: %s".formatted(number, campaign.rounds(), settings.command()));
        String started = Clock.systemUTC().instant().toString();
        try (Timeline timeline = new Timeline(directory.timeline(number), Clock.systemUTC(), screen::event)) {
            RoundResult result = Round.run(settings, suiteDirectory(number), timeline, campaign.keep(), screen);
            directory.add(record(number, started, settings, result));
            RoundSummary.of(result, timeline).forEach(screen::event);
            if (result.isProven()) {
                screen.event("PROVEN: " + result.verdict());
            } else {
                screen.event("everything is left in " + directory.suite(number));
                screen.event("FAILED: " + result.verdict());
                screen.event("replay: " + settings.command());
            }
        }
    }

    private void requireRoom(RoundSettings settings) throws IOException {
        long need = settings.diskNeed() + ROOM_FOR_OTHERS;
        long room = Files.getFileStore(directory.root()).getUsableSpace();
        if (room < need) {
            throw new IllegalStateException("a round may need %,d MB of disk, and %s has room for %,d MB"
                    .formatted(need / 1_000_000, directory.root(), room / 1_000_000));
        }
    }

    /** What an interrupted round left is of no use to anybody. */
    private SuiteDirectory suiteDirectory(int number) throws IOException {
        Path suite = directory.suite(number);
        if (Files.exists(suite)) {
            SuiteDirectory.delete(suite);
        }
        return new SuiteDirectory(Files.createDirectory(suite).toRealPath());
    }

    private static RoundRecord record(int number, String started, RoundSettings settings, RoundResult result)
            throws IOException {
        Map<String, Integer> rotations = result.rotations().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
        return new RoundRecord(
                number,
                settings.command(),
                result.isProven(),
                result.verdict(),
                started,
                result.time().toMillis() / 1e3,
                Build.id(),
                result.faults().byKind(),
                result.faults().kills(),
                result.faults().killsInFlight(),
                result.lines(),
                result.bytes(),
                result.written().size(),
                rotations,
                result.stream(StreamAudit::messages),
                result.stream(StreamAudit::duplicatedMessages),
                result.stream(StreamAudit::duplicatedBytes),
                result.stream(StreamAudit::reportedLost));
    }
}
