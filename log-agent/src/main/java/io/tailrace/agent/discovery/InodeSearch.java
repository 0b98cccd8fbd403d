package io.tailrace.agent.discovery;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds files by what the kernel knows them by, whatever name they have now: rotation may choose one that no glob has. */
public final class InodeSearch {

    private static final Logger log = LoggerFactory.getLogger(InodeSearch.class);

    private InodeSearch() {}

    /** Where in a directory these files are; those that are not there are left out. */
    public static Map<FileKey, Path> find(Path directory, Set<FileKey> wanted) {
        Map<FileKey, Path> found = new HashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, path -> !Files.isSymbolicLink(path))) {
            for (Path entry : entries) {
                FileKey key = keyOf(entry);
                if (key != null && wanted.contains(key)) {
                    found.put(key, entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.debug("directory={} not searched: {}", directory, e.toString());
        }
        return found;
    }

    private static @Nullable FileKey keyOf(Path path) {
        try {
            return FileKey.of(path);
        } catch (IOException e) {
            return null; // Went away while we were looking.
        }
    }
}
