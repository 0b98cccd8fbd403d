package io.tailrace.suite.writer;

/** How a log file is rotated. */
public enum Rotation {
    /** The file is renamed and a new one created at its path. */
    RENAME("rename + create"),
    /** The file is copied and then cut to nothing. */
    COPY_TRUNCATE("copytruncate"),
    /** The file is deleted and a new one created at its path. */
    DELETE("delete + create");

    private final String text;

    Rotation(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
