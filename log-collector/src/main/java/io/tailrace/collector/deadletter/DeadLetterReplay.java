package io.tailrace.collector.deadletter;

import io.tailrace.collector.commit.ReplayResult;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.DeadLetterReader;
import io.tailrace.collector.ledger.DeadLetterReader.StoredDeadLetter;
import io.tailrace.collector.ledger.PartitionKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Has dead letters judged once more, some at a time. For any thread. */
public final class DeadLetterReplay {

    private static final int AT_ONCE = 100;
    private static final long BYTES_AT_ONCE = 16L * 1024 * 1024;
    private static final String NOT_KEPT = "its payload was not kept: its host has too many dead letters";

    private final DeadLetterReader ledger;
    private final Judge judge;

    public DeadLetterReplay(DeadLetterReader ledger, Judge judge) {
        this.ledger = ledger;
        this.judge = judge;
    }

    /** Replays the letters of these ids. */
    public ReplayResult replay(List<Long> ids) throws IOException, TimeoutException, InterruptedException {
        Total total = new Total();
        List<StoredDeadLetter> letters = new ArrayList<>();
        long bytes = 0;
        for (Long id : ids) {
            StoredDeadLetter letter = ledger.find(id);
            if (letter == null) {
                total.refused.add(new ReplayResult.Refused(id, "unknown", "there is no dead letter of this id"));
            } else if (!letter.isWhole()) {
                total.refused.add(
                        new ReplayResult.Refused(id, letter.letter().reason().label(), NOT_KEPT));
            } else {
                letters.add(letter);
                bytes += letter.payloadBytes();
            }
            if (letters.size() >= AT_ONCE || bytes >= BYTES_AT_ONCE) {
                judge(letters, total);
                letters.clear();
                bytes = 0;
            }
        }
        judge(letters, total);
        return new ReplayResult(total.archived, total.refused);
    }

    /**
     * Replays all letters, or all of a host, or with a reason.
     *
     * @param host null for all hosts
     * @param reason null for all reasons
     */
    public ReplayResult replayAll(@Nullable String host, DeadLetter.@Nullable Reason reason)
            throws IOException, TimeoutException, InterruptedException {
        Total total = new Total();
        long after = 0;
        List<StoredDeadLetter> page = ledger.page(host, reason, after, AT_ONCE);
        while (!page.isEmpty()) {
            ReplayResult some = replay(page.stream().map(StoredDeadLetter::id).toList());
            total.archived.addAll(some.archived());
            total.refused.addAll(some.refused());
            after = page.get(page.size() - 1).id();
            page = ledger.page(host, reason, after, AT_ONCE);
        }
        return new ReplayResult(total.archived, total.refused);
    }

    private void judge(List<StoredDeadLetter> letters, Total total)
            throws IOException, TimeoutException, InterruptedException {
        Map<PartitionKey, List<StoredDeadLetter>> byPartition = new LinkedHashMap<>();
        for (StoredDeadLetter letter : letters) {
            byPartition
                    .computeIfAbsent(letter.letter().partition(), none -> new ArrayList<>())
                    .add(letter);
        }
        for (Map.Entry<PartitionKey, List<StoredDeadLetter>> partition : byPartition.entrySet()) {
            ReplayResult result = judge.replay(partition.getKey(), partition.getValue());
            total.archived.addAll(result.archived());
            total.refused.addAll(result.refused());
        }
    }

    /** Judges letters of one partition, in one transaction. */
    @FunctionalInterface
    public interface Judge {
        ReplayResult replay(PartitionKey partition, List<StoredDeadLetter> letters)
                throws IOException, TimeoutException, InterruptedException;
    }

    private static final class Total {

        private final List<Long> archived = new ArrayList<>();
        private final List<ReplayResult.Refused> refused = new ArrayList<>();
    }
}
