package io.tailrace.suite.workload;

import io.tailrace.suite.writer.LogFile;
import io.tailrace.suite.writer.Rotation;

/** Says when a file can be rotated and nothing of it is lost, whatever is killed then. */
interface Gate {

    /** Whether the file can be rotated now. It is not written between this question and the rotation. */
    boolean isOpen(LogFile file, Rotation rotation);
}
