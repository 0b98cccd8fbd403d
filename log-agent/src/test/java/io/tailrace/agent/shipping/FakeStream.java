package io.tailrace.agent.shipping;

import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.Outgoing;
import io.tailrace.agent.publish.Payloads;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream in memory behind links that acknowledge late and out of order, refuse, and break with messages on their way.
 * It takes notes of whatever an archive could not live with.
 */
final class FakeStream implements Link.Opener, AutoCloseable {

    /**
     * How well it works.
     *
     * @param late of 1,000 messages are acknowledged late
     * @param refused of 1,000 are refused
     * @param broken of 1,000 break their link
     */
    record Faults(int late, int refused, int broken) {}

    private final Random random;
    private final Path checkpoint;
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();

    // Guarded by this.
    private final Map<SourceId, Mirror> mirrors = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private Faults faults;
    private @Nullable FakeLink link;
    private boolean died;

    /**
     * @param checkpoint must name a source before a message of it arrives
     */
    FakeStream(Random random, Faults faults, Path checkpoint) {
        this.random = random;
        this.faults = faults;
        this.checkpoint = checkpoint;
    }

    @Override
    public synchronized Link open(Link.Outcomes outcomes) {
        FakeLink opened = new FakeLink(outcomes);
        link = opened;
        return opened;
    }

    /** From now on everything works. */
    synchronized void heal() {
        faults = new Faults(0, 0, 0);
    }

    /** The agent died: takes nothing more on the present link, and the next agent may know less than the stream. */
    synchronized void died() {
        died = true;
        if (link != null) {
            link.breakDown("cut");
        }
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized List<Mirror> mirrors() {
        return List.copyOf(mirrors.values());
    }

    /** What arrived, by source. */
    synchronized List<byte[]> contents() {
        return mirrors.values().stream().map(Mirror::bytes).toList();
    }

    private synchronized boolean store(Outgoing outgoing) {
        LogMessage message = outgoing.message();
        String problem = null;
        boolean isNew = true;
        if (message instanceof LogMessage.Content content) {
            isNew = ids.add(LogHeaders.messageId(content, 0));
            problem = isNew ? mirror(content.origin()).write(content, Payloads.of(outgoing)) : null;
        } else if (message instanceof LogMessage.Seal seal) {
            isNew = ids.add(LogHeaders.messageId(seal, 0));
            problem = isNew ? mirror(seal.origin()).seal(seal, !died) : null;
        }
        if (problem != null) {
            violations.add(problem);
        }
        return isNew;
    }

    private Mirror mirror(io.tailrace.protocol.Origin origin) {
        return mirrors.computeIfAbsent(origin.source(), id -> {
            try {
                if (!Files.readString(checkpoint).contains(id.toString())) {
                    violations.add(origin + " was sent before the checkpoint knew it");
                }
            } catch (IOException e) {
                violations.add(origin + " was sent without a checkpoint: " + e);
            }
            return new Mirror(origin);
        });
    }

    @Override
    public void close() {
        late.shutdownNow();
    }

    private final class FakeLink implements Link {

        private final Outcomes outcomes;
        private boolean broken;

        FakeLink(Outcomes outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        public void publish(Outgoing message) {
            synchronized (FakeStream.this) {
                if (broken) {
                    return;
                }
                int chance = random.nextInt(1_000);
                if (chance < faults.broken()) {
                    if (random.nextBoolean()) {
                        store(message); // And nobody will know.
                    }
                    breakDown("broken");
                } else if (chance < faults.broken() + faults.refused()) {
                    outcomes.refused(message, "refused");
                } else {
                    boolean duplicate = !store(message);
                    if (random.nextInt(1_000) < faults.late()) {
                        Future<?> unused = late.schedule(
                                () -> ack(message, duplicate), random.nextInt(3_000), TimeUnit.MICROSECONDS);
                    } else {
                        outcomes.acked(message, duplicate);
                    }
                }
            }
        }

        private void ack(Outgoing message, boolean duplicate) {
            synchronized (FakeStream.this) {
                if (!broken) {
                    outcomes.acked(message, duplicate);
                }
            }
        }

        private void breakDown(String why) {
            if (!broken) {
                broken = true;
                outcomes.lost(why);
            }
        }

        @Override
        public long maxMessageSize() {
            return 1_000_000;
        }

        @Override
        public void close() {
            synchronized (FakeStream.this) {
                broken = true;
            }
        }
    }
}
