package io.tailrace.collector.commit;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.ack.Acks;
import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.PlainMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deliveries of one run that are written and not committed. Confined to the writer's thread. */
final class Batch {

    private final Run run;
    private final CommitLimits limits;
    private final Acks acks;
    private final long startedNanos;

    private final Set<ArchivedSource> sources = new HashSet<>();
    private final Map<String, Long> plainLengths = new HashMap<>();
    private final Set<PlainMessage> plainMessages = new LinkedHashSet<>();
    private final Set<String> files = new HashSet<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private long[] readMicros = new long[16];
    private int readCount;
    private int messages;
    private long bytes;

    /** @param startedNanos monotonic time of its first message */
    Batch(Run run, CommitLimits limits, AckPolicy policy, long startedNanos) {
        this.run = run;
        this.limits = limits;
        this.acks = new Acks(policy);
        this.startedNanos = startedNanos;
    }

    Run run() {
        return run;
    }

    /** Whether a message of this many bytes must wait for the next batch. */
    boolean hasNoRoomFor(long payloadBytes) {
        return messages > 0 && bytes + payloadBytes > limits.maxBytes();
    }

    void add(Delivery delivery) {
        messages++;
        bytes += delivery.payload().length;
        acks.add(delivery.replySubject(), delivery.sequence());
    }

    void touch(ArchivedSource source) {
        sources.add(source);
        files.add(source.file());
    }

    void append(String plainFile, long newLength, PlainMessage message) {
        plainLengths.put(plainFile, newLength);
        plainMessages.add(message);
        files.add(plainFile);
    }

    boolean has(PlainMessage message) {
        return plainMessages.contains(message);
    }

    void refuse(DeadLetter letter) {
        deadLetters.add(letter);
    }

    void readAt(long micros) {
        if (readCount == readMicros.length) {
            readMicros = Arrays.copyOf(readMicros, 2 * readCount);
        }
        readMicros[readCount] = micros;
        readCount++;
    }

    boolean isDue(long nowNanos) {
        return isFull() || nanosLeft(nowNanos) <= 0;
    }

    boolean isFull() {
        return messages >= limits.maxMessages() || bytes >= limits.maxBytes();
    }

    /** Until the interval is over. */
    long nanosLeft(long nowNanos) {
        return limits.maxInterval().toNanos() - (nowNanos - startedNanos);
    }

    Set<ArchivedSource> sources() {
        return sources;
    }

    Map<String, Long> plainLengths() {
        return plainLengths;
    }

    Set<PlainMessage> plainMessages() {
        return plainMessages;
    }

    Set<String> files() {
        return files;
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    /** Whether something was found to be missing whose reason depends on the stream. */
    boolean hasNewGaps() {
        return sources.stream().anyMatch(ArchivedSource::hasNewGaps);
    }

    List<String> acks() {
        return acks.replySubjects();
    }

    /** When each archived span was read on its host, microseconds since 1970. */
    long[] readMicros() {
        return Arrays.copyOf(readMicros, readCount);
    }
}
