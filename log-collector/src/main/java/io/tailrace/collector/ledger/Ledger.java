package io.tailrace.collector.ledger;

import java.io.IOException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a collector remembers durably. Confined to the writer's thread. Whatever goes wrong is the disk's fault and an
 * {@link IOException}; what was not committed then never happened.
 */
public interface Ledger extends AutoCloseable {

    /** The random id that ledger and archive share. */
    UUID id();

    /** Whether nothing was ever committed. */
    boolean isFresh() throws IOException;

    /** A source that something was committed of. */
    @Nullable ArchivedSource find(SourceKey key) throws IOException;

    /** Whether another source's bytes are in this archive file. */
    boolean isTaken(String file) throws IOException;

    /** The committed length of a plain file, 0 when there is none. */
    long plainLength(String file) throws IOException;

    /** Where a partition was committed up to, null when it was never read. */
    @Nullable StreamPosition position(PartitionKey partition) throws IOException;

    /** Makes all of the changes durable, or none. */
    void commit(LedgerChanges changes) throws IOException;

    /** Notes that dead letters have reached the dead-letter stream. */
    void markPublished(Collection<Long> deadLetters) throws IOException;

    /** Writes and commits something meaningless, to see whether it is possible. */
    void probe() throws IOException;

    @Override
    void close() throws IOException;
}
