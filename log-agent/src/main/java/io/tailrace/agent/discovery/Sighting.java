package io.tailrace.agent.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was seen at a path at one moment, links followed.
 *
 * @param path where
 * @param key which file that was
 * @param birth when it was created, null where the file system does not say
 * @param size in bytes
 * @param modified its last modification
 * @param input what it was matched by
 */
public record Sighting(Path path, FileKey key, @Nullable Instant birth, long size, Instant modified, Input input) {

    /**
     * Looks at a path.
     *
     * @return null when what is there is not a regular file
     * @throws IOException when nothing is there, or it can't be looked at
     */
    public static @Nullable Sighting of(Path path, Input input) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(path, "unix:dev,ino,size,isRegularFile,creationTime,lastModifiedTime");
        if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            return null;
        }
        Instant modified = instant(attributes, "lastModifiedTime");
        Instant created = instant(attributes, "creationTime");
        long size = attributes.get("size") instanceof Long bytes ? bytes : 0;
        // Where the file system keeps no time of creation, the JDK answers with that of the last modification.
        return new Sighting(
                path, FileKey.of(attributes), created.equals(modified) ? null : created, size, modified, input);
    }

    /** Whether both are of one file, as far as that can be told: an inode is used again once its file is gone. */
    public boolean isOfSameFile(Sighting other) {
        return key.equals(other.key) && (birth == null || other.birth == null || birth.equals(other.birth));
    }

    /** Where the path is in. */
    public Path directory() {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static Instant instant(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof FileTime time ? time.toInstant() : Instant.EPOCH;
    }
}
