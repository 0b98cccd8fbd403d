package io.tailrace.suite.writer;

/** Is told of rotations, on the thread that writes the file. */
public interface RotationListener {

    /** Between the copy and the truncation of a {@link Rotation#COPY_TRUNCATE}; the file is not written meanwhile. */
    void beforeTruncation(Generation generation);

    /** After a rotation. */
    void rotated(Generation ended, Rotation rotation);
}
