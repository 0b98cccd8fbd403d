package io.tailrace.suite.proof;

import io.tailrace.suite.proof.Verdict.Difference;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.writer.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each generation the archive file that is byte for byte the same, wherever it is: a generation that was rotated
 * before anybody looked is archived under its rotated name. No archive file serves twice, and none may be left over.
 */
public final class Assignment {

    private final List<Generation> written;
    private final Map<Long, List<Path>> archivedBySize = new HashMap<>();

    private Assignment(List<Generation> written) {
        this.written = written;
    }

    /**
     * Compares everything that was written with everything that is archived.
     *
     * @param written all generations of all files; empty ones need not have an archive file
     * @param archived all archive files
     */
    public static Verdict of(List<Generation> written, List<Path> archived) throws IOException {
        Assignment assignment = new Assignment(written);
        for (Path file : archived) {
            long size = Files.size(file);
            if (size > 0) {
                assignment
                        .archivedBySize
                        .computeIfAbsent(size, any -> new ArrayList<>())
                        .add(file);
            }
        }
        return assignment.verdict();
    }

    private Verdict verdict() throws IOException {
        long lines = 0;
        long bytes = 0;
        List<Generation> missing = new ArrayList<>();
        for (Generation generation : written) {
            lines += generation.lines();
            bytes += generation.bytes();
            if (generation.bytes() > 0 && !take(generation)) {
                missing.add(generation);
            }
        }
        List<Path> left =
                archivedBySize.values().stream().flatMap(List::stream).sorted().toList();
        if (!missing.isEmpty()) {
            return difference(missing.get(0), left, missing.size());
        }
        return left.isEmpty()
                ? new Identical(lines, bytes, written.size())
                : new Difference(left.get(0), 0, surplus(left.get(0), left.size()));
    }

    private boolean take(Generation generation) throws IOException {
        List<Path> candidates = archivedBySize.getOrDefault(generation.bytes(), List.of());
        for (Path candidate : candidates) {
            if (Files.mismatch(generation.copy(), candidate) < 0) {
                candidates.remove(candidate);
                return true;
            }
        }
        return false;
    }

    /** What is wrong with a generation, told by the file left over that is most like it. */
    private static Difference difference(Generation generation, List<Path> left, int missing) throws IOException {
        Path nearest = nearest(generation, left);
        Difference first = Optional.ofNullable(nearest)
                .flatMap(archived -> compare(generation, archived))
                .orElse(new Difference(generation.path(), 0, "has no archive file"));
        String which =
                "(generation %d of %s, written to %s; %d generations are not archived as they are, %d archive files are of nothing)"
                        .formatted(generation.number(), generation.path(), generation.copy(), missing, left.size());
        return new Difference(first.file(), first.offset(), first.problem() + " " + which);
    }

    private static Optional<Difference> compare(Generation generation, Path archived) {
        try {
            return Proof.compare(generation.copy(), archived);
        } catch (IOException e) {
            return Optional.of(new Difference(archived, 0, e.toString()));
        }
    }

    private static @Nullable Path nearest(Generation generation, List<Path> files) throws IOException {
        Path nearest = null;
        long longest = 0;
        for (Path file : files) {
            long same = Files.mismatch(generation.copy(), file);
            if (same > longest) {
                nearest = file;
                longest = same;
            }
        }
        return nearest;
    }

    private String surplus(Path file, int count) throws IOException {
        for (Generation generation : written) {
            long same = Files.mismatch(generation.copy(), file);
            if (same < 0 || same == Files.size(file)) {
                return "is a second archive of generation %d of %s; %d such files"
                        .formatted(generation.number(), generation.path(), count);
            }
        }
        return "is the archive of nothing that was written; " + count + " such files";
    }
}
