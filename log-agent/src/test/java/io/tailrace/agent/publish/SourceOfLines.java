package io.tailrace.agent.publish;

import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Followed;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

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
            Input input = Inputs.of("app", StartAt.BEGINNING, file);
            source = Followed.file(file, delivery == Delivery.ACKED ? input : Inputs.fireAndForget(input));
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
