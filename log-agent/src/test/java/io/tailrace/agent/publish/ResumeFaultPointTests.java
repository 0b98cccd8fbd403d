package io.tailrace.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nats.client.Connection;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import io.tailrace.agent.checkpoint.Position;
import io.tailrace.agent.publish.Resumption.Verdict;
import io.tailrace.agent.publish.SteppedConnections.Dead;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent dies at each step of a resume, before it and after it; the steps are the calls that it makes, as a run counted
 * them. Whatever it left behind, the next one learns all that the stream holds, and nothing is in the stream but barriers.
 */
@Timeout(120)
class ResumeFaultPointTests {

    private static final Duration SILENCE = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private final RealNats nats = new RealNats(NatsServer.start());
    private final RecordingOutcomes outcomes = new RecordingOutcomes();
    private StreamPast past = StreamPast.nothing();
    private SourceOfLines lines;

    @BeforeEach
    void store() throws Exception {
        nats.createStream(stream -> stream);
        lines = new SourceOfLines(directory);
        Outgoing floor = lines.next("floor\n");
        Connection connection = Nats.connect(nats.server.url());
        for (Outgoing message : List.of(floor, lines.next("one\n"), lines.next("two\n"))) {
            Headers headers = new Headers();
            LogHeaders.write(message.message(), headers::add);
            connection.jetStream().publish(RealNats.SUBJECT.toString(), headers, message.payload());
        }
        String created = ReadBack.created(connection.jetStreamManagement().getStreamInfo("LOGS"));
        connection.close();
        Position position = new Position(created, 1, LogHeaders.messageId(floor.message(), 0));
        past = new StreamPast(position, position, true, null);
    }

    @AfterEach
    void stop() {
        nats.close();
    }

    @Test
    void a3WhereverAResumeEndsTheNextOneLearnsTheSame() throws Exception {
        SteppedConnections counting = connections();
        Resumption whole = resume(counting);
        List<String> steps = List.copyOf(counting.steps());
        assertThat(steps).contains("getStreamInfo", "createConsumer", "subscribe", "publish", "nextMessage");
        for (int step = 0; step < steps.size(); step++) {
            for (boolean after : new boolean[] {false, true}) {
                SteppedConnections dying = connections();
                dying.dieAt(step, after);
                assertThatExceptionOfType(Dead.class).isThrownBy(() -> resume(dying));
                dying.bury();
                Resumption next = resume(connections());
                assertThat(next.verdict()).as("after %s", steps.get(step)).isEqualTo(Verdict.KEPT);
                assertThat(found(next)).as("after %s", steps.get(step)).isEqualTo(found(whole));
            }
        }
        System.out.println("ResumeFaultPointTests: " + 2 * steps.size() + " deaths at " + steps);
        assertNothingButBarriersCame();
    }

    private void assertNothingButBarriersCame() throws Exception {
        nats.manage(streams -> {
            long last = streams.getStreamInfo("LOGS").getStreamState().getLastSequence();
            for (long sequence = 4; sequence <= last; sequence++) {
                Headers headers = streams.getMessage("LOGS", sequence).getHeaders();
                assertThat(headers == null ? null : headers.getFirst(LogHeaders.BARRIER))
                        .isNotNull();
            }
        });
    }

    private List<Span> found(Resumption resumption) {
        return resumption
                .findings()
                .of(lines.source().origin().source())
                .spans()
                .ranges();
    }

    private Resumption resume(SteppedConnections connections) throws Exception {
        Link.Opened opened = new JetStreamLinkOpener(
                        connections,
                        JetStreamOptions.builder().requestTimeout(SILENCE).build(),
                        "LOGS",
                        RealNats.SUBJECT,
                        RealNats.EIGHT,
                        UUID.randomUUID().toString())
                .open(past, outcomes);
        opened.link().close();
        return opened.resumption();
    }

    private SteppedConnections connections() {
        return new SteppedConnections((role, customizer) -> {
            Options.Builder options = new Options.Builder().server(nats.server.url());
            customizer.accept(options);
            return Nats.connect(options.build());
        });
    }
}
