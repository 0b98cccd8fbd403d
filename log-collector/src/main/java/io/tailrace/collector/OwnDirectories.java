package io.tailrace.collector;

import io.tailrace.collector.archive.ArchiveDisk;
import io.tailrace.collector.archive.ArchiveFiles;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.archive.DiskArchive;
import io.tailrace.collector.archive.NioArchiveDisk;
import io.tailrace.collector.ledger.SqliteLedger;
import io.tailrace.collector.ledger.StateDirectoryHome;
import io.tailrace.collector.pairing.MismatchException;
import io.tailrace.collector.pairing.Pairing;
import io.tailrace.config.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collector's two directories, state and archive, while it alone has them; and what is in them. */
final class OwnDirectories {

    private static final Logger log = LoggerFactory.getLogger(OwnDirectories.class);
    private static final String STATE_KEY = "tailrace.collector.state-directory";
    private static final String ARCHIVE_KEY = "tailrace.collector.archive.directory";
    private static final String RECOVER_KEY = "tailrace.collector.recover";

    private final CollectorProperties properties;
    private final OwnDirectory state;
    private final OwnDirectory archive;
    private final ArchiveDisk disk;
    private final ArchiveStorage storage;

    private OwnDirectories(CollectorProperties properties, OwnDirectory state, OwnDirectory archive, ArchiveDisk disk) {
        this.properties = properties;
        this.state = state;
        this.archive = archive;
        this.disk = disk;
        this.storage = new DiskArchive(disk);
    }

    /** Takes both, or none. */
    static OwnDirectories take(CollectorProperties properties) {
        Path directory = properties.archive().directory();
        OwnDirectory state = OwnDirectory.take(properties.stateDirectory(), STATE_KEY, "lock");
        try {
            // Names that begin with "_" are never a host's.
            OwnDirectory archive = OwnDirectory.take(directory, ARCHIVE_KEY, "_lock");
            return new OwnDirectories(properties, state, archive, new NioArchiveDisk(directory));
        } catch (IOException e) {
            close(state);
            throw new InvalidConfigurationException(
                    ARCHIVE_KEY,
                    directory,
                    "can't be used (" + e + "). Make it a directory that this user may write to");
        } catch (RuntimeException e) {
            close(state);
            throw e;
        }
    }

    ArchiveStorage storage() {
        return storage;
    }

    /** Opens the ledger, which belongs to the archive. */
    SqliteLedger ledger(CollectorSettings settings) {
        Path directory = properties.archive().directory();
        try {
            return new Pairing(
                            new StateDirectoryHome(properties.stateDirectory()),
                            storage,
                            new ArchiveFiles(disk),
                            settings::partitionOf,
                            properties.recover(),
                            RECOVER_KEY,
                            Clock.systemUTC())
                    .open();
        } catch (MismatchException e) {
            throw new InvalidConfigurationException(ARCHIVE_KEY, directory, e.problemAndChoices());
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    STATE_KEY, properties.stateDirectory(), "can't be used: " + e.getMessage());
        }
    }

    /** Gives both back. */
    void close() {
        close(archive);
        close(state);
    }

    private static void close(OwnDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            log.debug("a lock could not be given back", e);
        }
    }
}
