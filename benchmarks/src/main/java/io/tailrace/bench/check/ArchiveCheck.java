package io.tailrace.bench.check;

import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.proof.Proof;
import io.tailrace.suite.proof.Verdict.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Compares files with their archive. */
public final class ArchiveCheck {

    private ArchiveCheck() {}

    /**
     * Compares each file with the one archive file of its path.
     *
     * @throws NotIdenticalException at the first difference
     */
    public static void require(Archive archive, List<Path> files) throws IOException {
        for (Path file : files) {
            List<Path> archived = archive.files(file);
            if (archived.size() != 1) {
                throw new NotIdenticalException(file + " has " + archived.size() + " archive files");
            }
            requireIdentical(file, archived.get(0));
        }
    }

    /** Compares two files. */
    public static void requireIdentical(Path written, Path archived) throws IOException {
        Optional<Difference> difference = Proof.compare(written, archived);
        if (difference.isPresent()) {
            throw new NotIdenticalException(difference.get().toString());
        }
    }
}
