package io.tailrace.collector;

import io.nats.client.PurgeOptions;
import io.tailrace.collector.WireAgent.File;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A way to destroy what was not collected yet, or to disturb who collects it. */
enum Destruction {
    NONE(Set.of()) {
        @Override
        void apply(DestroyRound round) {}
    },
    DELETE_SOME(Set.of("deleted", "purged")) {
        @Override
        void apply(DestroyRound round) throws Exception {
            List<Long> there = round.unread();
            for (long sequence : there) {
                if (round.random().nextInt(3) == 0) {
                    round.management().deleteMessage("LOGS", sequence);
                }
            }
        }
    },
    PURGE_SUBJECT(Set.of("deleted", "purged")) {
        @Override
        void apply(DestroyRound round) throws Exception {
            round.management()
                    .purgeStream(
                            "LOGS",
                            PurgeOptions.builder()
                                    .subject(round.anyAgent().subject())
                                    .build());
        }
    },
    PURGE_UP_TO(Set.of("purged")) {
        @Override
        void apply(DestroyRound round) throws Exception {
            List<Long> there = round.unread();
            long upTo = there.get(round.random().nextInt(there.size()));
            round.management()
                    .purgeStream(
                            "LOGS", PurgeOptions.builder().sequence(upTo + 1).build());
        }
    },
    EXPIRE(Set.of("expired", "purged")) {
        @Override
        void apply(DestroyRound round) throws Exception {
            round.limit(stream -> stream.maxAge(Duration.ofMillis(500)).duplicateWindow(Duration.ofMillis(500)));
            round.awaitEmptyStream();
            if (round.random().nextBoolean()) {
                round.goOn();
                round.settle();
                round.stopOrPause();
            }
            round.limit(stream -> stream.maxAge(Duration.ZERO));
        }
    },
    EVICT(Set.of("evicted", "purged")) {
        @Override
        void apply(DestroyRound round) throws Exception {
            round.limit(stream -> stream.maxMessages(1 + round.random().nextInt(10)));
            if (round.random().nextBoolean()) {
                round.goOn();
                round.settle();
                round.stopOrPause();
            }
            round.limit(stream -> stream.maxMessages(-1));
        }
    },
    DEAD_LETTERS(Set.of("dead-letter")) {
        @Override
        void apply(DestroyRound round) throws Exception {
            for (int i = 0; i < 3; i++) {
                round.sendDamaged(round.anyFile());
            }
        }
    },
    SEAL_WITH_LOSS(Set.of("lost-before-reading")) {
        @Override
        void apply(DestroyRound round) throws Exception {
            File file = round.anyFile();
            file.write(1 + round.random().nextInt(300));
            if (round.random().nextBoolean()) {
                round.send(file, file.write(1 + round.random().nextInt(300)));
            }
            round.seal(file);
        }
    },
    RECREATE_WITH_FILES_GONE(Set.of("rolled-back")) {
        @Override
        void apply(DestroyRound round) throws Exception {
            round.recreateStream();
            round.resume(false);
        }
    },
    RECREATE_WITH_FILES_THERE(Set.of()) {
        @Override
        void apply(DestroyRound round) throws Exception {
            round.recreateStream();
            round.resume(true);
        }
    },
    TRUNCATE_ARCHIVE(null) {
        @Override
        void apply(DestroyRound round) throws Exception {
            if (round.random().nextBoolean()) {
                round.management().purgeStream("LOGS");
            }
            round.truncateAnyArchiveFile();
        }
    },
    DELETE_CONSUMERS(Set.of()) {
        @Override
        void apply(DestroyRound round) throws Exception {
            for (String durable : round.management().getConsumerNames("LOGS")) {
                round.management().deleteConsumer("LOGS", durable);
            }
        }
    },
    MOVE_CONSUMERS(Set.of()) {
        @Override
        void apply(DestroyRound round) throws Exception {
            long last =
                    round.management().getStreamInfo("LOGS").getStreamState().getLastSequence();
            for (String durable : round.management().getConsumerNames("LOGS")) {
                round.management()
                        .resetConsumer("LOGS", durable, 1 + round.random().nextLong(last));
            }
        }
    };

    // Made by Set.of, so it is.
    @SuppressWarnings("ImmutableEnumChecker")
    private final @Nullable Set<String> reason;

    Destruction(@Nullable Set<String> reason) {
        this.reason = reason;
    }

    /** The reasons that may be given for what it destroys, null for any. */
    @Nullable Set<String> reason() {
        return reason;
    }

    abstract void apply(DestroyRound round) throws Exception;
}
