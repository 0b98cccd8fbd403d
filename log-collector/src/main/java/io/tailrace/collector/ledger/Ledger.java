package io.tailrace.collector.ledger;

import io.tailrace.protocol.Span;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a collector remembers durably. Confined to the writer's thread. Whatever goes wrong is the disk's fault and an
 * {@link IOException}; what was not committed then never happened.
 */
public interface Ledger extends AutoCloseable {

    /** The random id that ledger and archive share. */
    UUID id();

    /** A source that something is known of. */
    @Nullable ArchivedSource find(SourceKey key) throws IOException;

    /** Whether another source's bytes are in this archive file. */
    boolean isTaken(String file) throws IOException;

    /** The committed length of a plain file, 0 when there is none. */
    long plainLength(String file) throws IOException;

    /** Whether a message without a span was archived before. */
    boolean isKnown(PlainMessage message) throws IOException;

    /** The highest sequence of a message without a span that was archived of a partition, 0 for none. */
    long highestPlain(PartitionKey partition) throws IOException;

    /** How far a partition was committed, null when it was never read. */
    @Nullable PartitionState partition(PartitionKey partition) throws IOException;

    /** Where the stream's beginning has passed a partition's position since it was last void. */
    List<Passing> passings(PartitionKey partition) throws IOException;

    /** The spans of a source that came in messages which could not be archived. */
    List<Span> deadLetterSpans(SourceKey source) throws IOException;

    /** Whether an archive file was found that nothing is known of but its name. */
    boolean isFound(String file) throws IOException;

    /** Makes all of the changes durable, or none. */
    void commit(LedgerChanges changes) throws IOException;

    /** Forgets plain messages that the stream has not got any more. */
    void forgetPlainBefore(PartitionKey partition, long sequence) throws IOException;

    /** Notes that dead letters have reached the dead-letter stream. */
    void markPublished(Collection<Long> deadLetters) throws IOException;

    /** How often anything was committed. */
    long commits() throws IOException;

    /** What {@link #commits} was when the archive's mark last said so, as far as this ledger knows. */
    long marked() throws IOException;

    /** Notes what the archive's mark says. */
    void marked(long mark) throws IOException;

    /** Writes and commits something meaningless, to see whether it is possible. */
    void probe() throws IOException;

    @Override
    void close() throws IOException;
}
