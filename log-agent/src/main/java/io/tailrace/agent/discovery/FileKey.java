package io.tailrace.agent.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the kernel knows a file by, whatever its name. A key is used again once the file is gone, so it alone does not
 * identify a file over time.
 *
 * @param device the file system's number
 * @param inode the file's number in it
 */
public record FileKey(long device, long inode) {

    /** The key of what is at a path now, links followed. */
    public static FileKey of(Path path) throws IOException {
        return of(Files.readAttributes(path, "unix:dev,ino"));
    }

    static FileKey of(Map<String, Object> unixAttributes) {
        return new FileKey(number(unixAttributes, "dev"), number(unixAttributes, "ino"));
    }

    private static long number(Map<String, Object> attributes, String name) {
        if (attributes.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("this file system has no attribute unix:" + name);
    }
}
