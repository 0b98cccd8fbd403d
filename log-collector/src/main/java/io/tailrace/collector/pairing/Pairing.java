package io.tailrace.collector.pairing;

import io.tailrace.collector.archive.ArchiveFiles;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.archive.ArchiveStorage.Owner;
import io.tailrace.collector.ledger.LedgerHome;
import io.tailrace.collector.ledger.LedgerRepair;
import io.tailrace.collector.ledger.SqliteLedger;
import io.tailrace.collector.pairing.Mismatch.Kind;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the ledger that belongs to an archive. Both carry one id, and each knows how often the ledger had been committed when
 * they last compared, so that an older copy of either shows. What doesn't belong together is mended only on demand.
 */
public final class Pairing {

    private static final Logger log = LoggerFactory.getLogger(Pairing.class);

    private final LedgerHome home;
    private final ArchiveStorage storage;
    private final ArchiveFiles files;
    private final Partitions partitions;
    private final String recover;
    private final String recoverKey;
    private final Clock clock;

    /**
     * @param home of the ledger
     * @param recover what the configuration allows to be mended, empty for nothing
     * @param recoverKey the configuration's key for that
     */
    public Pairing(
            LedgerHome home,
            ArchiveStorage storage,
            ArchiveFiles files,
            Partitions partitions,
            String recover,
            String recoverKey,
            Clock clock) {
        this.home = home;
        this.storage = storage;
        this.files = files;
        this.partitions = partitions;
        this.recover = recover;
        this.recoverKey = recoverKey;
        this.clock = clock;
    }

    /**
     * Opens the ledger. The archive is its own from then on.
     *
     * @throws MismatchException when the two don't belong together; its message is for an operator
     */
    public SqliteLedger open() throws IOException, MismatchException {
        SqliteLedger ledger = home.open();
        try {
            Mismatch mismatch = mismatch(ledger);
            if (mismatch != null) {
                ledger = mend(ledger, mismatch);
            } else if (storage.owner() == null) {
                storage.own(new Owner(ledger.id(), 0));
            }
            new Survey(ledger.repair(), files, partitions, clock).loseWhatIsGone();
            return ledger;
        } catch (IOException | MismatchException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private @Nullable Mismatch mismatch(SqliteLedger ledger) throws IOException {
        LedgerRepair repair = ledger.repair();
        String unfinished = repair.unfinished();
        if (!unfinished.isEmpty()) {
            return Mismatch.parse(unfinished);
        }
        Owner archive = storage.owner();
        Kind kind = kind(ledger, repair.isFresh(), archive);
        return kind == null ? null : Mismatch.of(kind, ledger.id(), ledger.commits(), ledger.marked(), archive);
    }

    private @Nullable Kind kind(SqliteLedger ledger, boolean isFresh, @Nullable Owner archive) throws IOException {
        boolean isEmpty = files.isEmpty();
        if (isFresh) {
            boolean begins = archive == null ? isEmpty : archive.ledger().equals(ledger.id());
            return begins ? null : Kind.ARCHIVE_WITHOUT_LEDGER;
        }
        if (archive == null) {
            return isEmpty ? Kind.LEDGER_WITHOUT_ARCHIVE : Kind.OTHER_ARCHIVE;
        }
        if (!archive.ledger().equals(ledger.id())) {
            return Kind.OTHER_ARCHIVE;
        }
        if (ledger.commits() < archive.mark()) {
            return Kind.OLDER_LEDGER;
        }
        return archive.mark() < ledger.marked() ? Kind.OLDER_ARCHIVE : null;
    }

    private SqliteLedger mend(SqliteLedger ledger, Mismatch mismatch) throws IOException, MismatchException {
        Owner archive = storage.owner();
        if (!recover.equals(mismatch.code())) {
            throw new MismatchException(mismatch.inWords(home.toString(), ledger.id(), archive, recoverKey));
        }
        log.warn("ledger and archive are made to fit each other kind={} code={}", mismatch.kind(), mismatch.code());
        SqliteLedger mended = mismatch.kind() == Kind.OTHER_ARCHIVE ? anew(ledger, mismatch) : ledger;
        mended.repair().begin(mismatch.toString());
        new Rebuild(mended, storage, files, clock).run(mismatch);
        return mended;
    }

    /** Puts the ledger aside, once, and begins another one. */
    private SqliteLedger anew(SqliteLedger ledger, Mismatch mismatch) throws IOException {
        if (!ledger.repair().unfinished().isEmpty()) {
            return ledger;
        }
        ledger.close();
        String aside = "ledger-before-" + mismatch.code() + ".db";
        SqliteLedger next = home.replace(aside, mismatch.toString());
        log.warn("the ledger is put aside, and another one is begun aside={}", aside);
        return next;
    }
}
