package io.tailrace.agent.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Followed;
import io.tailrace.agent.testing.Seed;
import io.tailrace.protocol.LinePart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any content, any limits, any sequence of looks at a growing file: the messages are the file. */
class FramingPropertyTests {

    private static final int CASES = 400;
    private static final int MAX_BYTES = 48;

    @TempDir
    private Path directory;

    private final Seed seeds = Seed.of(this);

    @Test
    void messagesOneAfterTheOtherAreTheFile() throws IOException {
        for (int number = 0; number < CASES; number++) {
            new Case(seeds.ofCase(number), directory.resolve(number + ".log")).run();
        }
    }

    private static final class Case {

        private final Seed seed;
        private final Random random;
        private final Path path;
        private final Source source;
        private final SourceReader reader = new SourceReader(2 * MAX_BYTES);
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final ByteArrayOutputStream framed = new ByteArrayOutputStream();
        private boolean inLine;

        Case(Seed seed, Path path) throws IOException {
            this.seed = seed;
            this.random = seed.random();
            this.path = path;
            Files.createFile(path);
            this.source = Followed.file(path);
        }

        void run() throws IOException {
            for (int step = 0; step < 30; step++) {
                if (random.nextInt(3) > 0) {
                    append();
                }
                Patience[] patiences = Patience.values();
                look(patiences[random.nextInt(patiences.length)], random.nextInt(6));
            }
            while (source.read() < written.size()) {
                look(Patience.FLUSH, Integer.MAX_VALUE);
            }
            assertThat(framed.toByteArray()).as("%s", seed).isEqualTo(written.toByteArray());
        }

        private void append() throws IOException {
            byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 300 : 40)];
            int lineEndsInHundred = random.nextInt(30);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(100) < lineEndsInHundred ? (byte) '\n' : (byte) random.nextInt(256);
            }
            written.writeBytes(bytes);
            Files.write(path, bytes, StandardOpenOption.APPEND);
        }

        private void look(Patience patience, int maxFrames) throws IOException {
            FrameLimits limits = new FrameLimits(1 + random.nextInt(MAX_BYTES), random.nextInt(4));
            Chunk chunk = reader.look(source).orElseThrow();
            boolean mayHoldMore = chunk.isFull();
            int available = chunk.remaining();
            int frames = 0;
            while (frames < maxFrames) {
                int before = chunk.remaining();
                Frame frame = chunk.next(limits, patience);
                if (frame == null) {
                    break;
                }
                check(frame, limits, patience, before);
                frames++;
            }
            if (mayHoldMore && maxFrames > 0) {
                assertThat(frames).as("a full look makes progress, %s", seed).isPositive();
            }
            if (frames < maxFrames && patience == Patience.FLUSH) {
                assertThat(chunk.remaining()).as("%s", seed).isZero();
            }
            source.readTo(chunk.offset(), chunk.tail(), chunk.offset() + chunk.remaining());
            assertThat(source.read() + chunk.remaining()).as("%s", seed).isLessThanOrEqualTo(written.size());
            assertThat(available).isLessThanOrEqualTo(2 * MAX_BYTES + 1024);
        }

        private void check(Frame frame, FrameLimits limits, Patience patience, int available) {
            byte[] payload = frame.payload();
            assertThat(frame.span().start()).as("contiguous, %s", seed).isEqualTo(framed.size());
            assertThat(frame.span().length()).as("%s", seed).isEqualTo(payload.length);
            assertThat(payload.length).as("%s", seed).isBetween(1, limits.maxBytes());
            int lineEnds = 0;
            for (byte b : payload) {
                lineEnds += b == '\n' ? 1 : 0;
            }
            assertThat(frame.lines()).as("%s", seed).isEqualTo(lineEnds);
            boolean endsLine = payload[payload.length - 1] == '\n';
            switch (frame.linePart()) {
                case WHOLE -> {
                    assertThat(inLine).as("%s", seed).isFalse();
                    assertThat(endsLine).as("%s", seed).isTrue();
                    if (limits.maxLines() > 0) {
                        assertThat(lineEnds).as("%s", seed).isLessThanOrEqualTo(limits.maxLines());
                    }
                }
                case END -> {
                    assertThat(inLine).as("%s", seed).isTrue();
                    assertThat(endsLine).as("%s", seed).isTrue();
                    assertThat(lineEnds).as("%s", seed).isEqualTo(1);
                }
                case BEGIN, MIDDLE -> {
                    assertThat(inLine).as("%s", seed).isEqualTo(frame.linePart() == LinePart.MIDDLE);
                    assertThat(lineEnds).as("%s", seed).isZero();
                    // A line is parted where it does not fit, or where it was held long enough.
                    assertThat(payload.length == limits.maxBytes()
                                    || (patience == Patience.FLUSH && payload.length == available))
                            .as("%s", seed)
                            .isTrue();
                }
            }
            inLine = !endsLine;
            framed.writeBytes(payload);
        }
    }
}
