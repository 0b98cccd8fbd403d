package io.tailrace.collector.archive;

import io.tailrace.collector.archive.ArchiveDisk.Kind;
import io.tailrace.collector.archive.ArchiveDisk.OpenDirectory;
import io.tailrace.collector.archive.ArchiveStorage.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;

/**
 * Opens a file below the archive's directory without following any link on the way: each component is opened relative to the
 * open directory above it, so what is opened is inside, whoever plants or swaps links meanwhile.
 */
final class ContainedOpening {

    private final ArchiveDisk disk;
    private final String file;

    private ContainedOpening(ArchiveDisk disk, String file) {
        this.disk = disk;
        this.file = file;
    }

    static StoredFile open(ArchiveDisk disk, String file) throws IOException, UnarchivableException {
        return new ContainedOpening(disk, file).descend();
    }

    // The directory above is closed as soon as the next one is open: a path may have more components than a process
    // may have files open.
    private StoredFile descend() throws IOException, UnarchivableException {
        if (file.getBytes(StandardCharsets.UTF_8).length > disk.longestName()) {
            throw new UnarchivableException(file, "path too long");
        }
        try {
            String[] names = file.split("/", -1);
            OpenDirectory directory = disk.root();
            try {
                for (int i = 0; i < names.length - 1; i++) {
                    OpenDirectory next = enter(directory, names[i]);
                    directory.close();
                    directory = next;
                }
                String name = names[names.length - 1];
                return directory.open(name, !exists(directory, name, Kind.FILE, "a regular file"));
            } finally {
                directory.close();
            }
        } catch (InvalidPathException e) {
            throw new UnarchivableException(
                    file, "this Java can't represent the name; run it with LC_ALL=C.UTF-8 (" + e.getReason() + ")");
        } catch (FileSystemException e) {
            if ("File name too long".equals(e.getReason())) {
                throw new UnarchivableException(file, "file name too long");
            }
            throw e;
        }
    }

    private OpenDirectory enter(OpenDirectory directory, String name) throws IOException, UnarchivableException {
        if (!exists(directory, name, Kind.DIRECTORY, "a directory")) {
            directory.createDirectory(name);
            exists(directory, name, Kind.DIRECTORY, "a directory");
        }
        return directory.enter(name);
    }

    private boolean exists(OpenDirectory directory, String name, Kind wanted, String wantedName)
            throws IOException, UnarchivableException {
        Kind kind = directory.kind(name);
        if (kind != null && kind != wanted) {
            throw new UnarchivableException(file, "\"" + name + "\" is there already and is not " + wantedName);
        }
        return kind != null;
    }
}
