package io.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.StreamContents.Stored;
import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.protocol.SealReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that was somebody else the last time it ran (rule S6). */
@Timeout(120)
class MoveTests {

    @TempDir
    Path directory;

    private AgentFixture agent;

    @BeforeEach
    void startServer() throws Exception {
        agent = new AgentFixture(directory);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void aRenamedHostSealsItsSourcesAsMovedAndGoesOnUnderItsNewName() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", "one\ntwo\n");
        agent.start().awaitAcked();
        agent.stop();
        agent.write("a.log", "three\n");
        agent.identity(new Identity("your.host", "logs", 8));
        agent.start().awaitTold("moved 1, not 0: ");
        agent.awaitAcked();

        StreamContents contents = agent.contents();
        List<Stored> stored = contents.of(file);
        assertThat(stored).extracting(Stored::text).containsExactly("one\ntwo\n", "three\n");
        assertThat(stored.get(0).seal).isEqualTo(SealReason.MOVED);
        assertThat(stored.get(0).subject).isEqualTo("logs.p1.my.host");
        assertThat(stored.get(1).origin.from()).isEqualTo(8);
        assertThat(stored.get(1).subject).endsWith("your.host");
        assertThat(contents.duplicateBytes()).isZero();
    }

    @Test
    void aChangeThatWasSettledIsNotSettledAgain() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", "one\n");
        agent.start().awaitAcked();
        agent.stop();
        agent.identity(new Identity("my.host", "logs", 4));
        agent.start().awaitTold("moved 1, not 0: ");
        agent.awaitAcked();
        agent.stop();
        agent.told.clear();
        agent.write("a.log", "two\n");
        agent.start().awaitAcked();

        assertThat(agent.told).noneMatch(event -> event.startsWith("moved"));
        assertThat(agent.contents().of(file)).extracting(Stored::text).containsExactly("one\n", "two\n");
    }

    @Test
    void whatTheOldSubjectCanNotBeToldIsSaidAndTheAgentGoesOn() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", "one\n");
        agent.start().awaitAcked();
        agent.stop();
        agent.manage(streams -> streams.deleteStream("LOGS"));
        agent.stream(stream -> stream.subjects("logs.*.your.host"));
        agent.write("a.log", "two\n");
        agent.identity(new Identity("your.host", "logs", 8));
        agent.start().awaitTold("moved 0, not 1: stream LOGS holds [logs.*.your.host] and not logs.p1.my.host");
        agent.awaitAcked();

        assertThat(agent.contents().of(file)).singleElement().satisfies(stored -> {
            assertThat(stored.text()).isEqualTo("two\n");
            assertThat(stored.origin.from()).isEqualTo(4);
        });
    }

    @Test
    void nothingIsGivenUpWhileThereIsNoServer() throws Exception {
        agent.stream(stream -> stream);
        agent.write("a.log", "one\n");
        agent.start().awaitAcked();
        agent.stop();
        agent.server.kill();
        agent.identity(new Identity("your.host", "logs", 8));
        agent.start().awaitTold("shut: no connection to NATS");
        long until = System.nanoTime() + java.time.Duration.ofSeconds(4).toNanos();
        org.awaitility.Awaitility.await().until(() -> System.nanoTime() > until);
        assertThat(agent.told).noneMatch(event -> event.startsWith("moved"));
        agent.server.restart();
        agent.awaitTold("moved 1, not 0: ");
    }

    @Test
    void aFileThatIsGoneIsSealedOnTheOldSubject() throws Exception {
        agent.stream(stream -> stream);
        Path file = agent.write("a.log", "one\n");
        agent.start().awaitAcked();
        agent.stop();
        Files.delete(file);
        agent.identity(new Identity("your.host", "logs", 8));
        agent.start().awaitTold("moved 0, not 0: ");

        assertThat(agent.contents().of(file))
                .singleElement()
                .satisfies(stored -> assertThat(stored.seal).isEqualTo(SealReason.DELETED));
    }
}
