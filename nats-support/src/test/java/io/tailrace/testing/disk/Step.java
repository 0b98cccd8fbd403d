package io.tailrace.testing.disk;

/**
 * A call that changes what is on a disk.
 *
 * @param number counted from 0 over all of a disk's life
 * @param kind what is done
 * @param path to what
 */
public record Step(int number, Kind kind, String path) {

    /** What can be done to a disk. */
    public enum Kind {
        CREATE,
        WRITE,
        TRUNCATE,
        SYNC,
        MAP,
        TOUCH,
        LINK,
        RENAME,
        DELETE,
        MAKE_DIRECTORY,
        SYNC_DIRECTORY,
        /** Something that is none of the disk's, and has its place among the calls that are. */
        OTHER
    }

    @Override
    public String toString() {
        return "at step " + number + ", " + kind + " " + path;
    }
}
