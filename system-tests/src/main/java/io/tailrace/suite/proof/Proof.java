package io.tailrace.suite.proof;

import io.tailrace.suite.proof.Verdict.Difference;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.writer.Generation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what was written with the archive, generation by generation and byte by byte. */
public final class Proof {

    private final Archive archive;

    public Proof(Archive archive) {
        this.archive = archive;
    }

    /**
     * Compares all generations of some files.
     *
     * @param files one list a path, its generations in the order they were written
     */
    public Verdict of(List<List<Generation>> files) throws IOException {
        long lines = 0;
        long bytes = 0;
        int count = 0;
        for (List<Generation> generations : files) {
            Optional<Difference> difference = firstDifference(generations);
            if (difference.isPresent()) {
                return difference.get();
            }
            for (Generation generation : generations) {
                lines += generation.lines();
                bytes += generation.bytes();
                count++;
            }
        }
        return new Identical(lines, bytes, count);
    }

    private Optional<Difference> firstDifference(List<Generation> generations) throws IOException {
        // A generation that ended before its first byte need not have an archive file.
        List<Generation> written = generations.stream()
                .filter(generation -> generation.bytes() > 0)
                .toList();
        List<Path> archived = nonEmpty(archive.files(generations.get(0).path()));
        for (int i = 0; i < written.size(); i++) {
            Generation generation = written.get(i);
            if (i >= archived.size()) {
                return Optional.of(new Difference(
                        generation.path(), 0, "generation " + generation.number() + " has no archive file"));
            }
            Optional<Difference> difference = compare(generation.copy(), archived.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return archived.size() == written.size()
                ? Optional.empty()
                : Optional.of(
                        new Difference(archived.get(written.size()), 0, "is the archive of nothing that was written"));
    }

    private static List<Path> nonEmpty(List<Path> files) throws IOException {
        List<Path> result = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) > 0) {
                result.add(file);
            }
        }
        return result;
    }

    /** The first difference between a file and its archive, if there is one. */
    public static Optional<Difference> compare(Path written, Path archived) throws IOException {
        long offset = Files.mismatch(written, archived);
        if (offset < 0) {
            return Optional.empty();
        }
        long expected = Files.size(written);
        long actual = Files.size(archived);
        String problem;
        if (offset == actual) {
            problem = "the archive ends here, %,d bytes are missing".formatted(expected - actual);
        } else if (offset == expected) {
            problem = "the archive goes on, %,d bytes too many".formatted(actual - expected);
        } else {
            problem = "0x%02x was written, 0x%02x is archived".formatted(at(written, offset), at(archived, offset));
        }
        return Optional.of(new Difference(archived, offset, problem));
    }

    private static int at(Path path, long offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(offset);
            return file.read();
        }
    }
}
