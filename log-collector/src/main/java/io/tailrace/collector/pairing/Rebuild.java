package io.tailrace.collector.pairing;

import io.tailrace.collector.archive.ArchiveFiles;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.archive.ArchiveStorage.Owner;
import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.LedgerRepair;
import io.tailrace.collector.ledger.LedgerRepair.SourceFile;
import io.tailrace.collector.ledger.SqliteLedger;
import io.tailrace.protocol.ArchiveNames;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a ledger that can be trusted of what is there. What can't be proved any more is presumed, blocks of zeros are not, a
 * presumption never keeps a byte from being written, and everything that the stream still has is read again. Each step may
 * be done a second time.
 */
final class Rebuild {

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
    private static final int AT_ONCE = 500;
    private static final Pattern ARCHIVE_FILE = Pattern.compile("Z~[0-9a-f]{8}\\.log$");
    private static final String SET_ASIDE = ".rebuild-";

    private final SqliteLedger ledger;
    private final LedgerRepair repair;
    private final ArchiveStorage storage;
    private final ArchiveFiles files;
    private final Clock clock;

    Rebuild(SqliteLedger ledger, ArchiveStorage storage, ArchiveFiles files, Clock clock) {
        this.ledger = ledger;
        this.repair = ledger.repair();
        this.storage = storage;
        this.files = files;
        this.clock = clock;
    }

    void run(Mismatch mismatch) throws IOException {
        switch (mismatch.kind()) {
            case ARCHIVE_WITHOUT_LEDGER, OTHER_ARCHIVE -> {}
            case LEDGER_WITHOUT_ARCHIVE -> repair.forgetPlain();
            case OLDER_LEDGER -> eachSource(this::presumeTheRest);
            case OLDER_ARCHIVE -> {
                eachSource(this::presumeWhatIsThere);
                repair.forgetPlain();
            }
        }
        if (mismatch.kind() != Mismatch.Kind.LEDGER_WITHOUT_ARCHIVE) {
            noteFoundFiles(mismatch.code());
        }
        Owner owner = storage.owner();
        UUID id = owner == null ? ledger.id() : owner.ledger();
        long mark = owner == null ? 0 : owner.mark();
        if (owner == null) {
            storage.own(new Owner(id, mark));
        }
        repair.finish(id, mark);
    }

    /** The ledger's ranges are true; what lies between and behind them came after it was copied. */
    private void presumeTheRest(ArchivedSource source) throws IOException {
        if (files.length(source.file()) > source.archived().bytes()) {
            source.presume(inSource(source, storage.data(source.file())));
        }
    }

    /** The ledger's ranges may have come after the archive was copied. */
    private void presumeWhatIsThere(ArchivedSource source) throws IOException {
        List<Span> data = inSource(source, storage.data(source.file()));
        source.loseAllBut(data, clock.instant());
        source.distrust();
    }

    private static List<Span> inSource(ArchivedSource source, List<Span> inFile) {
        return inFile.stream()
                .map(range -> new Span(range.start() + source.from(), range.end() + source.from()))
                .toList();
    }

    private void eachSource(Step step) throws IOException {
        int done = 0;
        List<SourceFile> page = repair.files(0, AT_ONCE);
        while (!page.isEmpty()) {
            List<ArchivedSource> changed = new ArrayList<>();
            for (SourceFile file : page) {
                ArchivedSource source = repair.find(file.source());
                if (source != null) {
                    step.apply(source);
                    changed.add(source);
                }
            }
            repair.commit(changed, Set.of());
            done += page.size();
            log.info("archive files are looked through done={}", done);
            page = repair.files(page.get(page.size() - 1).row(), AT_ONCE);
        }
    }

    /** Files of sources that the ledger doesn't know wait for a message or a page that names them; plain ones for nobody. */
    private void noteFoundFiles(String code) throws IOException {
        Map<String, Long> plainLengths = repair.plainFiles();
        Map<String, Long> found = new HashMap<>();
        List<String> plain = new ArrayList<>();
        files.visit((file, length) -> {
            if (file.contains("/" + ArchiveNames.PLAIN + "/")) {
                if (!file.contains(SET_ASIDE) && length != plainLengths.getOrDefault(file, 0L)) {
                    plain.add(file);
                }
            } else if (ARCHIVE_FILE.matcher(file).find() && !repair.isTaken(file)) {
                found.put(file, length);
            }
        });
        repair.found(found);
        for (String file : plain) {
            files.setAside(file, code);
            repair.forgetPlainFile(file);
        }
        log.warn("files were found that the ledger knows nothing of sources={} plain={}", found.size(), plain.size());
    }

    private interface Step {
        void apply(ArchivedSource source) throws IOException;
    }
}
