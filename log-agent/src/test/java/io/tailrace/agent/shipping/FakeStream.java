package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Position;
import io.tailrace.agent.publish.Findings;
import io.tailrace.agent.publish.FindingsOf;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.Mark;
import io.tailrace.agent.publish.Outgoing;
import io.tailrace.agent.publish.Payloads;
import io.tailrace.agent.publish.Resumption;
import io.tailrace.agent.publish.Resumption.Verdict;
import io.tailrace.agent.publish.StreamPast;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream in memory that does what JetStream does: sequences, ids that it deduplicates by and keeps when messages go, links that
 * acknowledge late and out of order, refuse, and break with messages on their way, some of which arrive afterwards. It takes notes
 * of whatever an archive could not live with.
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

    /** What the agent's checkpoint says. */
    interface Knowledge {
        String text() throws IOException;
    }

    /** A message as it was published, whatever becomes of the one that it was made of. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    private record Published(LogMessage message, String id, byte[] payload) {

        static Published of(Outgoing outgoing) {
            return new Published(
                    outgoing.message(),
                    LogHeaders.messageId(outgoing.message(), Payloads.attempt(outgoing)),
                    Payloads.of(outgoing));
        }
    }

    private final Random random;
    private final Knowledge checkpoint;
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();

    // Guarded by this.
    private final Map<SourceId, Mirror> mirrors = new HashMap<>();
    private final TreeMap<Long, Published> messages = new TreeMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private final List<Published> onTheirWay = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private Faults faults;
    private boolean lossy;
    private boolean holding;
    private int created;
    private long sequence;
    private long barriers;
    private @Nullable FakeLink link;

    /**
     * @param checkpoint must name a source before a message of it arrives
     */
    FakeStream(Random random, Faults faults, Path checkpoint) {
        this(random, faults, () -> Files.readString(checkpoint));
    }

    /** One that asks what the agent knows in another way. */
    FakeStream(Random random, Faults faults, Knowledge checkpoint) {
        this.random = random;
        this.faults = faults;
        this.checkpoint = checkpoint;
    }

    @Override
    public synchronized Link.Opened open(StreamPast past, Link.Outcomes outcomes) {
        FakeLink opened = new FakeLink(outcomes);
        link = opened;
        Verdict verdict = verdict(past);
        Position floor = past.floor();
        long from = verdict == Verdict.KEPT && floor != null ? floor.sequence() : 0;
        Findings findings = past.anything() ? since(from) : new Findings();
        LogMessage.Barrier barrier = new LogMessage.Barrier("fake", barriers++);
        Mark mark = new Mark(store(new Published(barrier, LogHeaders.messageId(barrier, 0), new byte[0])), barrier, 0);
        long first = messages.firstKey();
        return new Link.Opened(opened, new Resumption(verdict, created(), first, mark, findings));
    }

    private Verdict verdict(StreamPast past) {
        Position highest = past.highest();
        if (highest == null) {
            return Verdict.KEPT;
        }
        if (!highest.created().equals(created())) {
            return Verdict.ANEW;
        }
        if (sequence < highest.sequence()) {
            return Verdict.ROLLED_BACK;
        }
        return isThere(highest) && (past.floor() == null || isThere(past.floor())) ? Verdict.KEPT : Verdict.ROLLED_BACK;
    }

    private boolean isThere(Position position) {
        Published there = messages.get(position.sequence());
        return there != null
                ? there.id().equals(position.messageId())
                : messages.isEmpty() || position.sequence() < messages.firstKey();
    }

    private String created() {
        return "stream " + created;
    }

    private Findings since(long from) {
        FindingsOf findings = new FindingsOf();
        messages.tailMap(from).forEach((at, published) -> findings.add(published.message(), at));
        return findings.all();
    }

    /** From now on everything works. */
    synchronized void heal() {
        arriveLate();
        faults = new Faults(0, 0, 0);
    }

    /** The agent died: takes nothing more on the present link. */
    synchronized void died() {
        if (link != null) {
            link.breakDown("cut");
        }
    }

    /** What the last links had on their way when they broke arrives after all. */
    synchronized void arriveLate() {
        onTheirWay.forEach(this::store);
        onTheirWay.clear();
    }

    /** From now on what is sent stays on its way, or not any more. */
    synchronized void hold(boolean whatIsSent) {
        holding = whatIsSent;
    }

    /** Whether anything is on its way. */
    synchronized boolean isHolding() {
        return !onTheirWay.isEmpty();
    }

    /** What is on its way never arrives. */
    synchronized void loseWhatIsOnItsWay() {
        onTheirWay.clear();
    }

    /** Messages go as they do when a stream is full or they are too old; their ids stay known. */
    synchronized void dropOldest(int count) {
        for (int i = 0; i < count && messages.size() > 1; i++) {
            messages.pollFirstEntry();
        }
    }

    /** The last messages are gone, as after a power failure; the ids are known from what is left. */
    synchronized void rollBack(int count) {
        lossy = true;
        for (int i = 0; i < count && !messages.isEmpty(); i++) {
            messages.pollLastEntry();
        }
        sequence = messages.isEmpty() ? 0 : messages.lastKey();
        onTheirWay.clear();
        ids.clear();
        messages.forEach((at, published) -> ids.put(published.id(), at));
        breakLink();
    }

    /** There is another stream of the same name. */
    synchronized void createAnew() {
        lossy = true;
        messages.clear();
        ids.clear();
        onTheirWay.clear();
        sequence = 0;
        created++;
        breakLink();
    }

    private void breakLink() {
        if (link != null) {
            link.breakDown("broken");
        }
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** What an archive has that reads everything at once. */
    synchronized List<Mirror> mirrors() {
        return List.copyOf(mirrors.values());
    }

    /** What arrived, by source. */
    synchronized List<byte[]> contents() {
        return mirrors.values().stream().map(Mirror::bytes).toList();
    }

    /** What the stream holds now, by source. */
    synchronized Map<SourceId, Mirror> held() {
        Map<SourceId, Mirror> held = new HashMap<>();
        for (Published published : messages.values()) {
            if (published.message() instanceof LogMessage.Content content) {
                held.computeIfAbsent(content.origin().source(), id -> new Mirror(content.origin()))
                        .put(content, published.payload());
            }
        }
        return held;
    }

    /** Where a message is, stored by this call or before. */
    private long store(Published published) {
        Long known = ids.get(published.id());
        if (known != null) {
            return known;
        }
        long at = ++sequence;
        ids.put(published.id(), at);
        messages.put(at, published);
        LogMessage message = published.message();
        String problem = null;
        if (message instanceof LogMessage.Content content) {
            problem = mirror(content.origin()).write(content, published.payload());
        } else if (message instanceof LogMessage.Seal seal) {
            problem = mirror(seal.origin()).seal(seal, !lossy);
        }
        if (problem != null) {
            violations.add(problem);
        }
        return at;
    }

    private Mirror mirror(Origin origin) {
        return mirrors.computeIfAbsent(origin.source(), id -> {
            try {
                if (!checkpoint.text().contains(id.toString())) {
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
                Published published = Published.of(message);
                if (broken) {
                    return;
                }
                if (holding) {
                    onTheirWay.add(published);
                    return;
                }
                int chance = random.nextInt(1_000);
                if (chance < faults.broken()) {
                    switch (random.nextInt(3)) {
                        case 0 -> store(published); // And nobody will know.
                        case 1 -> onTheirWay.add(published);
                        default -> {}
                    }
                    breakDown("broken");
                } else if (chance < faults.broken() + faults.refused()) {
                    outcomes.refused(message, "refused");
                } else {
                    boolean duplicate = ids.containsKey(published.id());
                    long at = store(published);
                    if (random.nextInt(1_000) < faults.late()) {
                        Future<?> unused = late.schedule(
                                () -> ack(message, at, duplicate), random.nextInt(3_000), TimeUnit.MICROSECONDS);
                    } else {
                        ack(message, at, duplicate);
                    }
                }
            }
        }

        private void ack(Outgoing message, long at, boolean duplicate) {
            synchronized (FakeStream.this) {
                if (broken) {
                    return;
                }
                if (duplicate) {
                    outcomes.doubted(message, at);
                } else {
                    outcomes.acked(message, at);
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
        public Findings since(long from) {
            synchronized (FakeStream.this) {
                return FakeStream.this.since(from);
            }
        }

        @Override
        public void verify(long highest) {}

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
