package io.tailrace.collector.operations;

import io.tailrace.collector.commit.ReplayResult;
import io.tailrace.collector.deadletter.DeadLetterReplay;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.DeadLetterReader;
import io.tailrace.collector.ledger.DeadLetterReader.StoredDeadLetter;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@code /actuator/deadletters}: messages that could not be archived, to look at and, where that is allowed by
 * {@code management.endpoint.deadletters.access=unrestricted}, to replay.
 */
@Endpoint(id = "deadletters")
public final class DeadLetterEndpoint {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;

    private final DeadLetterReader ledger;
    private final CollectorState state;

    public DeadLetterEndpoint(DeadLetterReader ledger, CollectorState state) {
        this.ledger = ledger;
        this.state = state;
    }

    /**
     * Dead letters without their payloads, the oldest first.
     *
     * @param host only this host's, all where it is null
     * @param reason only those with this reason, all where it is null
     * @param after the last page's {@code next}, null for the first page
     * @param limit number of dead letters, 100 where it is null
     */
    @ReadOperation
    public Page letters(@Nullable String host, @Nullable String reason, @Nullable Long after, @Nullable Integer limit)
            throws IOException {
        int size = Math.max(1, Math.min(limit == null ? DEFAULT_LIMIT : limit, MAX_LIMIT));
        List<StoredDeadLetter> page = ledger.page(host, reason(reason), after == null ? 0 : after, size);
        return new Page(
                page.stream().map(DeadLetterEndpoint::summary).toList(),
                page.size() < size ? null : page.get(page.size() - 1).id());
    }

    /** One of them, whole; null where there is none of this id. */
    @ReadOperation
    public @Nullable Whole letter(@Selector long id) throws IOException {
        StoredDeadLetter stored = ledger.find(id);
        return stored == null
                ? null
                : new Whole(
                        summary(stored),
                        stored.letter().headers().lines().toList(),
                        stored.isWhole()
                                ? Base64.getEncoder()
                                        .encodeToString(stored.letter().payload())
                                : null);
    }

    /**
     * Judges dead letters once more, as if they had just been delivered.
     *
     * @param ids those to replay, {@code 3,4,5}
     * @param host instead of ids: all of this host
     * @param reason instead of ids: all with this reason
     * @param all instead of ids: all there are
     */
    @WriteOperation
    public ReplayResult replay(
            long @Nullable [] ids, @Nullable String host, @Nullable String reason, @Nullable Boolean all)
            throws IOException, TimeoutException, InterruptedException {
        DeadLetterReplay replay = state.deadLetters();
        if (replay == null) {
            throw new InvalidEndpointRequestException("the collector does not run", "not running");
        }
        if (ids != null) {
            return replay.replay(Arrays.stream(ids).boxed().toList());
        }
        if (host == null && reason == null && !Boolean.TRUE.equals(all)) {
            throw new InvalidEndpointRequestException("say which: ids, host, reason, or all: true", "nothing chosen");
        }
        return replay.replayAll(host, reason(reason));
    }

    private static DeadLetter.@Nullable Reason reason(@Nullable String label) {
        if (label == null) {
            return null;
        }
        return Arrays.stream(DeadLetter.Reason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidEndpointRequestException(
                        "reason is one of "
                                + Arrays.stream(DeadLetter.Reason.values())
                                        .map(DeadLetter.Reason::label)
                                        .toList(),
                        "unknown reason"));
    }

    private static Letter summary(StoredDeadLetter stored) {
        DeadLetter letter = stored.letter();
        return new Letter(
                stored.id(),
                letter.claim().host(),
                letter.reason().label(),
                letter.detail(),
                letter.subject(),
                letter.partition().stream(),
                letter.position().sequence(),
                Instant.EPOCH.plus(letter.position().timestampNanos(), ChronoUnit.NANOS),
                letter.claim().source() == null
                        ? null
                        : letter.claim().source().id().toString(),
                letter.claim().span() == null ? null : letter.claim().span().toString(),
                stored.payloadBytes(),
                stored.isWhole());
    }

    /**
     * A page of dead letters.
     *
     * @param letters of the page
     * @param next what to ask for the next page with, null when this is the last one
     */
    public record Page(List<Letter> letters, @Nullable Long next) {}

    /**
     * A dead letter.
     *
     * @param id by which it can be asked for and replayed
     * @param host unescaped; empty where its subject holds none
     * @param reason why it could not be archived
     * @param detail what exactly is wrong with it
     * @param subject as received
     * @param stream where it was read
     * @param sequence in the stream
     * @param time in the stream
     * @param source that its bytes are of, by its own word
     * @param span which bytes, by its own word
     * @param payloadBytes how long its payload is
     * @param whole whether its payload is kept
     */
    public record Letter(
            long id,
            String host,
            String reason,
            String detail,
            String subject,
            String stream,
            long sequence,
            Instant time,
            @Nullable String source,
            @Nullable String span,
            long payloadBytes,
            boolean whole) {}

    /**
     * A dead letter with what was in it.
     *
     * @param letter what is said in the list
     * @param headers as received, {@code name: value}
     * @param payload as received, in base64; null where it is not kept
     */
    public record Whole(
            Letter letter, List<String> headers, @Nullable String payload) {}
}
