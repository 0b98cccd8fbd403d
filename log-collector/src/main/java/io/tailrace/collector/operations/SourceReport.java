package io.tailrace.collector.operations;

import io.tailrace.collector.ledger.Seal;
import io.tailrace.collector.ledger.StoredSource;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Span;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is archived of one source.
 *
 * @param host unescaped host name
 * @param path where it was found
 * @param source its id
 * @param input the agent's input that matched it
 * @param delivery how it is sent
 * @param firstSeen when its agent saw it first
 * @param file its archive file, relative to the archive's directory
 * @param from the offset that it is shipped from
 * @param archivedBytes how many of its bytes are in the archive
 * @param archived which, {@code <start>-<end>}
 * @param holes what is missing before, between and behind them, as far as it is known: bytes that are waited for
 * @param acked up to where the broker had acknowledged it to its agent
 * @param sealed how it ended, null while it is open
 */
public record SourceReport(
        String host,
        String path,
        String source,
        String input,
        String delivery,
        Instant firstSeen,
        String file,
        long from,
        long archivedBytes,
        List<String> archived,
        List<String> holes,
        long acked,
        @Nullable Sealed sealed) {

    static SourceReport of(StoredSource source) {
        Intervals intervals = new Intervals(source.archived());
        Seal seal = source.seal();
        long known = seal == null ? intervals.end() : Math.max(seal.length(), intervals.end());
        List<Span> holes = known > source.from() ? intervals.missing(new Span(source.from(), known)) : List.of();
        return new SourceReport(
                source.key().host(),
                source.path(),
                source.key().id().toString(),
                source.input(),
                source.delivery().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                source.key().id().firstSeen(),
                source.file(),
                source.from(),
                intervals.bytes(),
                texts(source.archived()),
                texts(holes),
                source.progress().acked(),
                seal == null ? null : new Sealed(seal.reason().headerValue(), seal.length(), texts(seal.lost())));
    }

    private static List<String> texts(List<Span> spans) {
        return spans.stream().map(Span::toString).toList();
    }

    /**
     * How a source ended.
     *
     * @param reason why
     * @param length its final length in bytes
     * @param lost what its agent could not read
     */
    public record Sealed(String reason, long length, List<String> lost) {}
}
