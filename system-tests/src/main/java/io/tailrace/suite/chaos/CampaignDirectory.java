package io.tailrace.suite.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a campaign keeps what is worth keeping: what was asked for, and a line for each round that has ended. While a round
 * lasts, and after one that failed, its suite is here as well.
 *
 * @param root the directory
 */
record CampaignDirectory(Path root) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Path settingsFile() {
        return root.resolve("campaign.json");
    }

    Path summaryFile() {
        return root.resolve("summary.jsonl");
    }

    /** What a campaign in the background prints. */
    Path log() {
        return root.resolve("log");
    }

    /** Where a campaign in the background keeps the jars that it runs, for others to be built meanwhile. */
    Path program() {
        return root.resolve("program");
    }

    /** Held by whoever works here. */
    Path lock() {
        return root.resolve("lock");
    }

    /** Of the suite of a round. */
    Path suite(int round) {
        return root.resolve("round-%03d".formatted(round));
    }

    /** What happened when in a round. */
    Path timeline(int round) {
        return root.resolve("round-%03d.timeline".formatted(round));
    }

    CampaignSettings settings() throws IOException {
        return JSON.readValue(Files.readString(settingsFile()), CampaignSettings.class);
    }

    void begin(CampaignSettings settings) throws IOException {
        Files.createDirectories(root);
        Files.writeString(settingsFile(), JSON.writeValueAsString(settings));
    }

    /** The rounds that have ended, in the order in which they did. */
    List<RoundRecord> records() throws IOException {
        List<RoundRecord> records = new ArrayList<>();
        if (Files.exists(summaryFile())) {
            for (String line : Files.readAllLines(summaryFile())) {
                try {
                    records.add(JSON.readValue(line, RoundRecord.class));
                } catch (JacksonException e) {
                    // Whoever wrote it was killed: that round has not ended.
                    System.err.println("a line of " + summaryFile() + " is not whole and counts as none");
                }
            }
        }
        return records;
    }

    void add(RoundRecord record) throws IOException {
        boolean whole = !Files.exists(summaryFile())
                || Files.size(summaryFile()) == 0
                || Files.readString(summaryFile()).endsWith("\n");
        Files.writeString(
                summaryFile(),
                (whole ? "" : "\n") + JSON.writeValueAsString(record) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
