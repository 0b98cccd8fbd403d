package io.tailrace.suite.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailrace.suite.chaos.Request.Begin;
import io.tailrace.suite.command.UsageException;
import io.tailrace.suite.fault.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestParserTests {

    @TempDir
    Path directory;

    @Test
    void hasDefaultsForEverything() {
        Begin request = begin();

        assertThat(request.directory()).isNull();
        assertThat(request.detached()).isFalse();
        assertThat(request.settings())
                .isEqualTo(new CampaignSettings(
                        30, 0, 1, request.settings().seed(), false, 4_000, RoundSettings.ALL_PARTS, false));
    }

    @Test
    void takesAllOptions() {
        Begin request = begin(
                "--kills",
                "1000",
                "--seed",
                "7",
                "--cluster",
                "--wipes",
                "2",
                "--parts",
                "server,agent",
                "--rate",
                "100",
                "--rounds",
                "4",
                "--directory",
                "/tmp/x/../y",
                "--keep",
                "--detach");

        assertThat(request)
                .isEqualTo(new Begin(
                        new CampaignSettings(1_000, 2, 4, 7, true, 100, Set.of(Part.AGENT, Part.SERVER), true),
                        Path.of("/tmp/y"),
                        true));
    }

    @Test
    void writesLessToAClusterByDefault() {
        assertThat(begin("--cluster").settings().rate()).isEqualTo(2_000);
    }

    @Test
    void goesOnWithWhatWasBegun() throws IOException {
        new CampaignDirectory(directory).begin(begin("--kills", "1").settings());

        assertThat(parse("--resume", directory.toString(), "--detach")).isEqualTo(new Request.Resume(directory, true));
        assertThat(parse("--report", directory.toString())).isEqualTo(new Request.Report(directory));
        refuses(
                "--resume goes by what was begun there, not by --kills",
                "--resume",
                directory.toString(),
                "--kills",
                "3");
        refuses("--report goes by what was begun there, not by --detach", "--report", directory.toString(), "--detach");
    }

    @Test
    void doesNotGoOnWithNothing() {
        refuses("--resume " + directory + ": nothing was begun there", "--resume", directory.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --kill 5           | unknown option --kill: see bin/chaos --help
                    --kills            | --kills takes a number from 1 to 1000000, not nothing
                    --kills 0          | --kills takes a number from 1 to 1000000, not 0
                    --wipes some       | --wipes takes a number from 0 to 1000000, not some
                    --seed -1          | --seed takes a number from 0 to 999999999999, not -1
                    --parts agent,disk | --parts takes some of agent,collector,server, not agent,disk
                    --kills 2 --rounds 3 | --rounds 3 of --kills 2: a round has one kill at least
                    --directory        | --directory takes a directory, not nothing
                    """)
    void refusesWhatMakesNoSense(String arguments, String message) {
        refuses(message, arguments.split(" "));
    }

    private static void refuses(String message, String... arguments) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(arguments))
                .withMessage(message);
    }

    private static Begin begin(String... arguments) {
        return (Begin) parse(arguments);
    }

    private static Request parse(String... arguments) {
        return RequestParser.parse(List.of(arguments));
    }
}
