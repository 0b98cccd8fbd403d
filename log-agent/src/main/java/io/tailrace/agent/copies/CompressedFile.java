package io.tailrace.agent.copies;

import io.tailrace.agent.content.Compression;
import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.Decompression;
import io.tailrace.agent.copies.Examination.Result;
import io.tailrace.protocol.SourceId;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whose bytes a compressed file holds. Its first ones tell whether it is worth more: where no source begins so, not more
 * than one step of it is decompressed.
 */
final class CompressedFile {

    private final Content file;
    private final Compression compression;
    private final Map<Wanted, ProbeRun> left = new HashMap<>();
    private boolean seen;

    /**
     * Makes ready.
     *
     * @param look the file
     * @param file its bytes; stays open
     */
    CompressedFile(FileLook look, Content file, Compression compression, List<Wanted> wanted) {
        this.file = file;
        this.compression = compression;
        wanted.stream()
                .filter(one -> one.isEnoughForCompressed(look))
                .forEach(one -> left.put(one, new ProbeRun(one.probes())));
    }

    /** Looks. */
    Examination examine() {
        try {
            if (left.isEmpty()) {
                return Examination.nobodys();
            }
            long length = Decompression.run(file, compression, this::see);
            if (length < 0) {
                return Examination.nobodys();
            }
            List<SourceId> sources = left.entrySet().stream()
                    .filter(one -> one.getValue().isComplete()
                            && length >= one.getKey().atLeast())
                    .map(one -> one.getKey().source())
                    .toList();
            return sources.isEmpty() ? Examination.nobodys() : new Examination(Result.KNOWN, sources, length, "");
        } catch (EOFException e) {
            return new Examination(Result.INCOMPLETE, List.of(), 0, "it is cut short");
        } catch (IOException e) {
            return seen
                    ? new Examination(Result.DAMAGED, List.of(), 0, String.valueOf(e.getMessage()))
                    : Examination.nobodys();
        }
    }

    private boolean see(byte[] bytes, int length, long offset) {
        seen = true;
        left.values().removeIf(run -> {
            run.see(bytes, length, offset);
            return run.hasFailed();
        });
        return !left.isEmpty();
    }
}
