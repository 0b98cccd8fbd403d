package io.tailrace.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.PlainContent;
import io.tailrace.protocol.Checksum;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTests {

    @TempDir
    private Path directory;

    private final StateStorage storage = new NioStateStorage();
    private final SourceId source = SourceId.mint(Clock.systemUTC(), new Random(1));

    @Test
    void remembersWhatIsInTheAirWithoutBeingClosed() throws IOException {
        FlightRecorder recorder = FlightRecorder.open(storage, directory, 4, List.of());
        recorder.record(flight(0, 10));
        int slot = recorder.record(flight(10, 30));
        recorder.record(flight(30, 40));
        recorder.release(slot);
        recorder.record(flight(40, 50));
        assertThat(FlightRecorder.left(storage, directory))
                .containsExactlyInAnyOrder(flight(0, 10), flight(40, 50), flight(30, 40));
    }

    @Test
    void hasNothingToSayAboutAnEmptyDirectory() throws IOException {
        assertThat(FlightRecorder.left(storage, directory)).isEmpty();
        FlightRecorder.open(storage, directory, 4, List.of());
        assertThat(FlightRecorder.left(storage, directory)).isEmpty();
    }

    @Test
    void keepsWhatIsLeftFromBeforeWhileThereIsRoom() throws IOException {
        FlightRecorder recorder = FlightRecorder.open(storage, directory, 2, List.of(flight(0, 10), flight(10, 20)));
        recorder.record(flight(20, 30));
        recorder.record(flight(30, 40));
        assertThat(FlightRecorder.left(storage, directory)).hasSize(4);
        recorder.record(flight(40, 50));
        assertThat(FlightRecorder.left(storage, directory)).hasSize(4).contains(flight(40, 50));
    }

    @Test
    void doesNotGrowFromRestartToRestart() throws IOException {
        for (int run = 0; run < 5; run++) {
            FlightRecorder.open(storage, directory, 4, List.of(flight(0, 10)));
        }
        assertThat(Files.size(directory.resolve("flights"))).isEqualTo(5 * 64);
    }

    @Test
    void doesNotRememberMoreThanItHasRoomFor() throws IOException {
        FlightRecorder recorder = FlightRecorder.open(storage, directory, 1, List.of());
        assertThat(recorder.record(flight(0, 10))).isZero();
        assertThat(recorder.record(flight(10, 20))).isEqualTo(-1);
        recorder.release(-1);
        assertThat(FlightRecorder.left(storage, directory)).containsExactly(flight(0, 10));
        assertThat(FlightRecorder.none().record(flight(0, 1))).isEqualTo(-1);
    }

    @Test
    void passesOverASlotThatWasBeingWritten() throws IOException {
        FlightRecorder recorder = FlightRecorder.open(storage, directory, 2, List.of());
        recorder.record(flight(0, 10));
        recorder.record(flight(10, 20));
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("flights").toFile(), "rw")) {
            file.seek(20);
            file.write(99);
        }
        assertThat(FlightRecorder.left(storage, directory)).containsExactly(flight(10, 20));
    }

    @Test
    void a10TellsWhetherAFileHasTheBytesThatWereSent() throws IOException {
        byte[] content = "0123456789".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("a.log"), content);
        Flight flight = new Flight(source, new Span(0, content.length), 0, Checksum.of(content));
        try (Content held = PlainContent.open(file)) {
            assertThat(flight.isIn(held)).isTrue();
            content[150_000] = 'x';
            Files.write(file, content);
            assertThat(flight.isIn(held)).isFalse();
            Files.writeString(file, "short");
            assertThat(flight.isIn(held)).isFalse();
        }
    }

    private Flight flight(long start, long end) {
        return new Flight(source, new Span(start, end), 3, (int) (start * 31 + end));
    }
}
