package io.tailrace.collector.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one commit makes durable, all or nothing. Whoever collects it hands it over and touches it no more. */
public final class LedgerChanges {

    private final Set<ArchivedSource> sources = new LinkedHashSet<>();
    private final Map<String, Long> plainLengths = new HashMap<>();
    private final List<PlainMessage> plainMessages = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<PartitionKey, PartitionState> partitions = new HashMap<>();
    private final List<Passing> passings = new ArrayList<>();
    private final List<Long> replayed = new ArrayList<>();
    private final Map<Long, Refusal> refusedAgain = new HashMap<>();

    /** Sources of which something is new. */
    public LedgerChanges sources(Collection<ArchivedSource> changed) {
        sources.addAll(changed);
        return this;
    }

    /** New length in bytes of each plain file that was appended to. */
    public LedgerChanges plainLengths(Map<String, Long> lengths) {
        plainLengths.putAll(lengths);
        return this;
    }

    /** Messages without a span that were archived. */
    public LedgerChanges plainMessages(Collection<PlainMessage> messages) {
        plainMessages.addAll(messages);
        return this;
    }

    /** Messages that could not be archived. */
    public LedgerChanges deadLetters(Collection<DeadLetter> letters) {
        deadLetters.addAll(letters);
        return this;
    }

    /** How far a partition is now. */
    public LedgerChanges partition(PartitionKey partition, PartitionState state) {
        partitions.put(partition, state);
        return this;
    }

    /** The stream's beginning has passed positions. */
    public LedgerChanges passings(Collection<Passing> noticed) {
        passings.addAll(noticed);
        return this;
    }

    /** A dead letter that is archived now, and so is none any more. */
    public LedgerChanges replayed(long deadLetter) {
        replayed.add(deadLetter);
        return this;
    }

    /** A dead letter that was replayed and still can't be archived. */
    public LedgerChanges refusedAgain(long deadLetter, DeadLetter.Reason reason, String detail) {
        refusedAgain.put(deadLetter, new Refusal(reason, detail));
        return this;
    }

    public Set<ArchivedSource> sources() {
        return sources;
    }

    Map<String, Long> plainLengths() {
        return plainLengths;
    }

    List<PlainMessage> plainMessages() {
        return plainMessages;
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    Map<PartitionKey, PartitionState> partitions() {
        return partitions;
    }

    List<Passing> passings() {
        return passings;
    }

    List<Long> replayed() {
        return replayed;
    }

    Map<Long, Refusal> refusedAgain() {
        return refusedAgain;
    }

    record Refusal(DeadLetter.Reason reason, String detail) {}
}
