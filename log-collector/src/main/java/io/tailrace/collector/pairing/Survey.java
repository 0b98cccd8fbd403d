package io.tailrace.collector.pairing;

import io.tailrace.collector.archive.ArchiveFiles;
import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.LedgerRepair;
import io.tailrace.collector.ledger.LedgerRepair.SourceFile;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the length of each archive file with what the ledger says is in it. What a file is too short for is not archived
 * any more; the partitions of such files are read again, as the stream may still have it.
 */
final class Survey {

    private static final Logger log = LoggerFactory.getLogger(Survey.class);
    private static final int AT_ONCE = 1_000;

    private final LedgerRepair ledger;
    private final ArchiveFiles files;
    private final Partitions partitions;
    private final Clock clock;

    Survey(LedgerRepair ledger, ArchiveFiles files, Partitions partitions, Clock clock) {
        this.ledger = ledger;
        this.files = files;
        this.partitions = partitions;
        this.clock = clock;
    }

    void loseWhatIsGone() throws IOException {
        int damaged = 0;
        List<SourceFile> page = ledger.files(0, AT_ONCE);
        while (!page.isEmpty()) {
            damaged += lose(page);
            page = ledger.files(page.get(page.size() - 1).row(), AT_ONCE);
        }
        if (damaged > 0) {
            log.warn(
                    "archive files are shorter than the ledger says; what they lack is read again as far as it is there"
                            + " files={}",
                    damaged);
        }
        losePlain();
    }

    private int lose(List<SourceFile> page) throws IOException {
        List<ArchivedSource> changed = new ArrayList<>();
        Set<PartitionKey> readAgain = new HashSet<>();
        for (SourceFile file : page) {
            long length = files.length(file.file());
            ArchivedSource source = length < file.length() ? ledger.find(file.source()) : null;
            if (source != null) {
                log.warn(
                        "an archive file is too short file={} length={} ledger={}", file.file(), length, file.length());
                source.lose(new Span(source.from() + length, Long.MAX_VALUE), clock.instant());
                changed.add(source);
                PartitionKey partition = partitions.of(file.source().host());
                if (partition != null) {
                    readAgain.add(partition);
                }
            }
        }
        if (!changed.isEmpty()) {
            ledger.commit(changed, readAgain);
        }
        return changed.size();
    }

    /** Which messages the missing lines were nobody knows; their place stays free. */
    private void losePlain() throws IOException {
        for (Map.Entry<String, Long> file : ledger.plainFiles().entrySet()) {
            long missing = file.getValue() - files.length(file.getKey());
            if (missing > 0) {
                log.warn("a plain file is too short file={} missing-bytes={}", file.getKey(), missing);
                ledger.plainDamaged(file.getKey(), missing);
            }
        }
    }
}
