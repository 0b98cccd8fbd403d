package io.tailrace.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.source.Loss;
import io.tailrace.agent.source.LossReason;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Followed;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ShippingLogTests {

    @TempDir
    Path directory;

    private Input app;
    private Input nothing;
    private Source source;
    private ShippingLog log;

    @BeforeEach
    void makeSource() throws Exception {
        Path file = Files.writeString(directory.resolve("a.log"), "a line\n");
        app = Inputs.excluding(Inputs.of("app", directory + "/*.log"), "*.gz");
        nothing = Inputs.of("nothing", directory + "/missing/deep/*.log");
        source = Followed.file(file, app);
        log = new ShippingLog(List.of(app, nothing));
    }

    @Test
    void reportsEachInputAtStart(CapturedOutput output) {
        log.unreadable(directory.resolve("b.log"), app, new IOException("Input/output error"));
        log.unreadable(directory.resolve("b.log"), app, new IOException("Input/output error"));
        log.started(List.of(source));
        assertThat(output)
                .containsOnlyOnce(
                        "input=app " + directory + "/b.log can't be read: java.io.IOException: Input/output error")
                .contains("input=app paths=[" + directory + "/*.log] exclude=[*.gz] files=1 unreadable=1")
                .contains("input=nothing paths=[" + directory + "/missing/deep/*.log] exclude=[] files=0 unreadable=0")
                .contains("input=nothing matches no file yet; the nearest directory that is there: [" + directory + "]")
                .doesNotContain("input=app matches no file");
    }

    @Test
    void saysNothingOfFilesThatWereThereAtStartAndOneLineOfEachNewOne(CapturedOutput output) {
        log.opened(source);
        assertThat(output).doesNotContain("new file");
        log.started(List.of(source));
        log.opened(source);
        assertThat(output).containsOnlyOnce("path=" + source.path() + " input=app new file");
    }

    @Test
    void saysEachReasonOnceForAsLongAsItLasts(CapturedOutput output) {
        for (int i = 0; i < 100; i++) {
            log.shut("stream LOGS is full");
            log.shut("no connection to NATS");
        }
        assertThat(output)
                .containsOnlyOnce("not publishing, the files are the buffer: stream LOGS is full")
                .containsOnlyOnce("not publishing, the files are the buffer: no connection to NATS")
                .doesNotContain("publishing again");
        log.opened();
        log.opened();
        assertThat(output).containsOnlyOnce("publishing again");
        int before = output.length();
        log.shut("stream LOGS is full");
        assertThat(output.toString().substring(before)).contains("stream LOGS is full");
    }

    @Test
    void namesWhatIsLost(CapturedOutput output) {
        log.lost(source, new Loss(new Span(10, 30), LossReason.NOT_ACKED_BEFORE_RESTART));
        assertThat(output)
                .contains("ERROR")
                .contains("path=" + source.path() + " lost=10-30 bytes=20 reason=not-acked-before-restart");
    }

    @Test
    void saysOnceThatTheCheckpointFailsAndThatItDoesNotAnyMore(CapturedOutput output) {
        log.checkpointed();
        log.checkpointFailed(new IOException("No space left on device"));
        log.checkpointFailed(new IOException("No space left on device"));
        log.checkpointed();
        log.checkpointed();
        assertThat(output)
                .containsOnlyOnce("No space left on device")
                .containsOnlyOnce("the checkpoint is written again");
    }
}
