package io.tailrace.collector.pairing;

import io.tailrace.collector.archive.ArchiveStorage.Owner;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How ledger and archive don't belong together. Its code names this very mismatch: a configuration that allows for it allows
 * for no other one, so it does no harm when it is left behind.
 *
 * @param kind what is wrong
 * @param code what the configuration has to say for it to be mended
 */
record Mismatch(Kind kind, String code) {

    /** What can be wrong. */
    enum Kind {
        /** The archive has files, the ledger knows nothing. */
        ARCHIVE_WITHOUT_LEDGER,
        /** The ledger knows of files, and there is no archive. */
        LEDGER_WITHOUT_ARCHIVE,
        /** They are of two pairs. */
        OTHER_ARCHIVE,
        /** The ledger has been committed less often than the archive knows. */
        OLDER_LEDGER,
        /** The archive knows of fewer commits than the ledger has seen it know. */
        OLDER_ARCHIVE
    }

    static Mismatch of(Kind kind, UUID ledger, long commits, long marked, @Nullable Owner archive) {
        CRC32C crc = new CRC32C();
        crc.update(
                (kind + " " + ledger + " " + commits + " " + marked + " " + archive).getBytes(StandardCharsets.UTF_8));
        return new Mismatch(kind, "rebuild-" + HexFormat.of().toHexDigits((int) crc.getValue()));
    }

    /** One whose repair was begun before. */
    static Mismatch parse(String text) {
        String[] parts = text.split(" ", 2);
        return new Mismatch(Kind.valueOf(parts[0]), parts[1]);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return kind + " " + code;
    }

    /**
     * What is wrong and what can be done, in words that go on behind the archive's directory.
     *
     * @param ledgerAt where the ledger is
     * @param recoverKey the configuration's key that takes the code
     */
    String inWords(String ledgerAt, UUID ledger, @Nullable Owner archive, String recoverKey) {
        String owner = archive == null ? "an unknown ledger" : "ledger " + archive.ledger();
        String rebuild = recoverKey + " = " + code;
        return switch (kind) {
            case ARCHIVE_WITHOUT_LEDGER ->
                "holds an archive of " + owner + ", and " + ledgerAt
                        + " holds no ledger. Either restore that ledger; or"
                        + " have one made of the archive's files and of what the stream still has, by " + rebuild
                        + "; or use an empty directory";
            case LEDGER_WITHOUT_ARCHIVE ->
                "is empty, and ledger " + ledger + " in " + ledgerAt
                        + " knows of files in it. Either mount or restore the"
                        + " archive; or give up what was in it and have the stream read again, by " + rebuild
                        + "; or use an empty tailrace.collector.state-directory as well";
            case OTHER_ARCHIVE ->
                "belongs to " + owner + " and " + ledgerAt + " holds ledger " + ledger
                        + ". Restore the ledger that belongs to it; or put this one aside and have another one made of the"
                        + " archive's files and of what the stream still has, by " + rebuild
                        + "; or use an empty directory";
            case OLDER_LEDGER ->
                "is newer than ledger " + ledger + " in " + ledgerAt
                        + ", which was restored from a backup. Either restore"
                        + " the ledger that belongs to it; or have the newer files presumed to be what they were and the"
                        + " stream read again, by " + rebuild;
            case OLDER_ARCHIVE ->
                "is older than ledger " + ledger + " in " + ledgerAt
                        + ": it was restored from a backup. Either restore the"
                        + " archive that belongs to it; or have what is in it presumed to be what it was and the stream"
                        + " read again, by " + rebuild;
        };
    }
}
