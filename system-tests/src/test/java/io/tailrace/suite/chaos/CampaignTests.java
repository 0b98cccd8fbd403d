package io.tailrace.suite.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.fault.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a campaign remembers and how it is summed up; {@code ChaosIT} runs rounds. */
class CampaignTests {

    private static final CampaignSettings SETTINGS =
            new CampaignSettings(10, 2, 3, 7, true, 100, Set.of(Part.AGENT, Part.SERVER), false);

    @TempDir
    Path directory;

    @Test
    void sharesKillsAndWipesAmongRoundsWithSeedsOfTheirOwn() {
        assertThat(SETTINGS.round(1)).isEqualTo(new RoundSettings(7, 4, 1, true, 100, SETTINGS.parts()));
        assertThat(SETTINGS.round(2)).isEqualTo(new RoundSettings(8, 3, 1, true, 100, SETTINGS.parts()));
        assertThat(SETTINGS.round(3)).isEqualTo(new RoundSettings(9, 3, 0, true, 100, SETTINGS.parts()));
    }

    @Test
    void saysHowToDoTheSameRoundAgain() {
        String command = SETTINGS.round(1).command();

        assertThat(command)
                .isEqualTo("bin/chaos --kills 4 --seed 7 --wipes 1 --cluster --rate 100 --parts agent,server");
        List<String> arguments = List.of(command.split(" "));
        Request.Begin again = (Request.Begin) RequestParser.parse(arguments.subList(1, arguments.size()));
        assertThat(again.settings().round(1)).isEqualTo(SETTINGS.round(1));
    }

    @Test
    void remembersWhatWasAskedForAndWhatCameOfIt() throws IOException {
        CampaignDirectory campaign = new CampaignDirectory(directory.resolve("new"));
        campaign.begin(SETTINGS);
        assertThat(campaign.records()).isEmpty();

        campaign.add(record(1, true));
        campaign.add(record(2, false));

        assertThat(campaign.settings()).isEqualTo(SETTINGS);
        assertThat(campaign.records()).containsExactly(record(1, true), record(2, false));
    }

    @Test
    void takesALineThatIsNotWholeForNone() throws IOException {
        CampaignDirectory campaign = new CampaignDirectory(directory);
        campaign.begin(SETTINGS);
        campaign.add(record(1, true));
        Files.writeString(campaign.summaryFile(), "{\"round\":2,\"comma", StandardOpenOption.APPEND);

        campaign.add(record(2, true));

        assertThat(campaign.records()).containsExactly(record(1, true), record(2, true));
    }

    @Test
    void provesNothingBeforeAllRoundsHaveEnded() {
        CampaignReport report = new CampaignReport(SETTINGS, List.of(record(1, true), record(2, true)));

        assertThat(report.isProven()).isFalse();
        assertThat(printed(report)).endsWith("NOT YET: 2 of 3 rounds have ended, each of them proven\n");
    }

    @Test
    void sumsUpWhatWasProven() {
        CampaignReport report =
                new CampaignReport(SETTINGS, List.of(record(1, true), record(2, true), record(3, true)));

        assertThat(report.isProven()).isTrue();
        assertThat(printed(report))
                .contains(
                        "  kill -9 log-agent                           9\n",
                        "kills: 12, 6 of them while bytes were flowing",
                        "written: 300 lines, 3,000 bytes in 15 generations; rotations: {rename + create=9}",
                        "duplicates in the stream: 6 of 60 messages, 1,500 bytes\n",
                        "reported as lost by the agent: 210 bytes\n")
                .endsWith("PROVEN: 3 rounds, 12 kills, 300 lines, 3000 bytes in 15 files:"
                        + " archives identical, 0 lost, 0 duplicated\n");
    }

    @Test
    void namesTheFirstRoundThatFailed() {
        CampaignReport report = new CampaignReport(SETTINGS, List.of(record(1, true), record(2, false)));

        assertThat(report.isProven()).isFalse();
        assertThat(printed(report))
                .endsWith("FAILED: 1 of 2 rounds, the first is round 2: what came out\nreplay: the command\n");
    }

    private static String printed(CampaignReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static RoundRecord record(int number, boolean proven) {
        return new RoundRecord(
                number,
                "the command",
                proven,
                "what came out",
                "2026-11-23T07:01:02Z",
                12.5,
                "0123456789ab",
                Map.of("kill -9 log-agent", 3, "kill -9 nats-server", 1, "cut line of log-agent", 2),
                4,
                2,
                100,
                1_000,
                5,
                Map.of("rename + create", 3),
                20,
                2,
                500,
                70);
    }
}
