package io.tailrace.agent.publish;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Listing;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.SourceEvents;
import io.tailrace.agent.source.Sources;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/** A source of a real file, and messages of it, one behind the other. */
final class SourceOfLines {

    private final Source source;
    private long offset;

    SourceOfLines(Path directory) {
        this(directory, Delivery.ACKED);
    }

    SourceOfLines(Path directory, Delivery delivery) {
        try {
            Path file = Files.createTempFile(directory, "lines-", ".log");
            Input input =
                    new Input("app", List.of(), List.of(), delivery, StartAt.BEGINNING, 0, Duration.ZERO, Map.of());
            Sources sources = new Sources();
            Checkpoint nothing = new Checkpoint(new Checkpoint.Identity("my.host", "logs", 8), Set.of(), List.of());
            SecureRandom random = new SecureRandom();
            Sighting sighting = Objects.requireNonNull(Sighting.of(file, input));
            new Generations(
                            sources,
                            List.of(input),
                            nothing,
                            () -> SourceId.mint(Clock.systemUTC(), random),
                            new SourceEvents() {})
                    .scanned(List.of(new Listing(directory, List.of(sighting))), changed -> {});
            source = sources.all().iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Source source() {
        return source;
    }

    /** The next message: this text, whole lines unless said otherwise. */
    Outgoing next(String text) {
        return next(text, LinePart.WHOLE);
    }

    Outgoing next(String text, LinePart part) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        Span span = new Span(offset, offset + payload.length);
        offset = span.end();
        source.sent(span);
        LogMessage content = new LogMessage.Content(source.origin(), span, OptionalLong.of(source.acked()), part, 1);
        return new Outgoing(source, content, payload, (int)
                text.chars().filter(c -> c == '\n').count());
    }
}
