package io.tailrace.collector.archive;

/** A file that the archive can't hold, through no fault of the disk: trying again later would not help. */
public final class UnarchivableException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnarchivableException(String file, String problem) {
        super(file + ": " + problem);
    }
}
