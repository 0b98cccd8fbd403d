package io.tailrace.collector.archive;

import io.tailrace.collector.archive.ArchiveStorage.StoredFile;
import io.tailrace.protocol.ArchiveNames;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive's files: bytes go to their own offset at once and are durable after {@link #sync}. Writing the same bytes
 * again changes nothing, so there is nothing to undo after a crash. Confined to the writer's thread.
 *
 * <p>A directory is synced when an entry was added to it, and at its first use in this process: an earlier process may
 * have been killed between creating and syncing it.
 */
public final class Archive implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Archive.class);

    private final ArchiveStorage storage;
    private final int maxOpenFiles;
    private final int maxKnownDirectories;
    private final Map<String, OpenFile> openFiles = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<String> unsyncedDirectories = new LinkedHashSet<>();
    private final Set<String> syncedDirectories = new LinkedHashSet<>();
    private boolean linksFail;

    /**
     * @param storage where the files are
     * @param maxOpenFiles number of files that are kept open between writes, at least 1
     */
    public Archive(ArchiveStorage storage, int maxOpenFiles) {
        this.storage = storage;
        this.maxOpenFiles = maxOpenFiles;
        this.maxKnownDirectories = 64 * maxOpenFiles;
    }

    /**
     * Writes bytes at an offset of a file.
     *
     * @param file relative to the archive's directory
     * @param position offset in the file, in bytes
     * @param bytes all that remain are written
     * @param micros when the bytes were read on their host, microseconds since 1970, 0 if nobody knows; the file's time
     *     of modification becomes that of its last byte
     */
    public void write(String file, long position, ByteBuffer bytes, long micros)
            throws IOException, UnarchivableException {
        open(file).write(bytes, position, micros);
    }

    /** Creates an empty file where there is none. */
    public void touch(String file) throws IOException, UnarchivableException {
        open(file);
    }

    /** Where a file has anything but blocks of zeros, in order; nowhere where there is no such file. */
    public List<Span> data(String file) throws IOException {
        return storage.data(file);
    }

    /** Makes everything durable that was written to these files, and the files themselves. */
    public void sync(Collection<String> files) throws IOException {
        for (String file : files) {
            OpenFile open = openFiles.get(file);
            if (open != null) {
                open.sync();
            }
        }
        for (Iterator<String> directories = unsyncedDirectories.iterator(); directories.hasNext(); ) {
            String directory = directories.next();
            storage.syncDirectory(directory);
            syncedDirectories.add(directory);
            directories.remove();
        }
        if (syncedDirectories.size() > maxKnownDirectories) {
            syncedDirectories.clear();
        }
    }

    /** Closes all files as they are. What was not synced may be lost, and is not to be relied on. */
    public void abandon() {
        for (OpenFile file : openFiles.values()) {
            try {
                file.close();
            } catch (IOException e) {
                log.debug("an abandoned file could not be closed", e);
            }
        }
        openFiles.clear();
        unsyncedDirectories.clear();
        syncedDirectories.clear();
    }

    @Override
    public void close() {
        abandon();
    }

    private OpenFile open(String file) throws IOException, UnarchivableException {
        OpenFile known = openFiles.get(file);
        if (known != null) {
            return known;
        }
        makeRoom();
        StoredFile stored = storage.open(file);
        OpenFile opened = new OpenFile(stored);
        openFiles.put(file, opened);
        int name = file.lastIndexOf('/');
        String directory = name < 0 ? "" : file.substring(0, name);
        // Not only of a new file: whoever made it may have been killed before the link was durable.
        linkCurrent(directory, file.substring(name + 1));
        noteDirectories(directory, stored.isNew());
        return opened;
    }

    /** Whoever has been in use for longest goes; synced first, since nobody could do so later. */
    private void makeRoom() throws IOException {
        Iterator<OpenFile> eldestFirst = openFiles.values().iterator();
        while (openFiles.size() >= maxOpenFiles) {
            OpenFile eldest = eldestFirst.next();
            eldest.sync();
            eldest.close();
            eldestFirst.remove();
        }
    }

    private void noteDirectories(String directory, boolean hasNewEntry) {
        String here = directory;
        boolean newEntry = hasNewEntry;
        while (true) {
            boolean known = syncedDirectories.contains(here);
            if (known && !newEntry) {
                return;
            }
            unsyncedDirectories.add(here);
            if (here.isEmpty()) {
                return;
            }
            // A directory seen for the first time may be a new entry of the one above it.
            newEntry = !known;
            here = here.substring(0, Math.max(0, here.lastIndexOf('/')));
        }
    }

    private void linkCurrent(String directory, String name) {
        if (directory.endsWith("/" + ArchiveNames.PLAIN)) {
            return;
        }
        try {
            storage.linkCurrent(directory, name);
        } catch (IOException e) {
            // The link is a convenience: no byte depends on it.
            if (!linksFail) {
                log.warn("the link to the newest file can't be made directory={} problem={}", directory, e.toString());
            }
            linksFail = true;
        }
    }
}
