package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Position;
import io.tailrace.agent.publish.Findings;
import io.tailrace.agent.publish.FindingsOf;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.LinkException;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A stream in memory that does what JetStream does: sequences, ids that it deduplicates by and keeps when messages go, links that
 * acknowledge late and out of order, refuse, fall silent, and break with messages on their way, some of which arrive afterwards. It
 * takes notes of whatever an archive could not live with.
 */
final class FakeStream implements Link.Opener {

    /** What becomes of one message that is published. */
    enum Fate {
        /** It is stored, and the link breaks before anybody learns of it. */
        ACK_LOST,
        /** The link breaks while it is on its way: it may arrive later. */
        UNDERWAY,
        /** The link breaks before it was sent. */
        NOT_SENT,
        /** Nothing is heard of it nor of what follows on this link; all of that may arrive later. */
        SILENCE,
        /** It is refused. */
        REFUSED,
        /** It is acknowledged late. */
        LATE
    }

    /** Does something later. */
    interface Later {
        void run(Runnable task);
    }

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

    private final Knowledge checkpoint;
    private final Later later;

    // Guarded by this.
    private final Map<SourceId, Mirror> mirrors = new HashMap<>();
    private final TreeMap<Long, Published> messages = new TreeMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private final List<Published> onTheirWay = new ArrayList<>();
    private final Set<SourceId> published = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final Deque<Fate> fates = new ArrayDeque<>();
    private boolean away;
    private boolean lossy;
    private boolean repeating;
    private boolean holding;
    private int created;
    private long sequence;
    private long barriers;
    private @Nullable FakeLink link;

    /** One that does all things at once. */
    FakeStream(Path checkpoint) {
        this(() -> Files.readString(checkpoint), Runnable::run);
    }

    /**
     * @param checkpoint must name a source before a message of it arrives
     * @param later when late acknowledgements come
     */
    FakeStream(Knowledge checkpoint, Later later) {
        this.checkpoint = checkpoint;
        this.later = later;
    }

    @Override
    public synchronized Link.Opened open(StreamPast past, Link.Outcomes outcomes) throws LinkException {
        if (away) {
            throw new LinkException("the broker is away");
        }
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
        away = false;
        fates.clear();
    }

    /** Decides about the next message that is published and not decided about. */
    synchronized void meet(Fate fate) {
        fates.add(fate);
    }

    /** The broker is away, or back. */
    synchronized void away(boolean now) {
        away = now;
        if (away) {
            breakLink();
        }
    }

    /** The link breaks, or the agent died with it. */
    synchronized void breakLink() {
        if (link != null) {
            link.breakDown("broken");
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
        for (int i = 0; i < count && !messages.isEmpty(); i++) {
            messages.pollFirstEntry();
            repeating = true;
        }
    }

    /** The duplicate window passes: no id is known any more. */
    synchronized void forgetIds() {
        ids.clear();
        repeating |= !onTheirWay.isEmpty();
    }

    /**
     * The last messages are gone, as after a power failure; the ids are known from what is left.
     *
     * @param breaking whether the link breaks with it
     */
    synchronized void rollBack(int count, boolean breaking) {
        for (int i = 0; i < count && !messages.isEmpty(); i++) {
            messages.pollLastEntry();
        }
        sequence = messages.isEmpty() ? 0 : messages.lastKey();
        ids.clear();
        messages.forEach((at, published) -> ids.put(published.id(), at));
        lose(breaking);
    }

    /**
     * There is another stream of the same name.
     *
     * @param breaking whether the link breaks with it
     */
    synchronized void createAnew(boolean breaking) {
        messages.clear();
        ids.clear();
        sequence = 0;
        created++;
        lose(breaking);
    }

    private void lose(boolean breaking) {
        lossy = true;
        repeating = true;
        onTheirWay.clear();
        if (breaking) {
            breakLink();
        }
    }

    /** Whether it has lost what it had, or may hold something twice, as far as it is to blame. */
    synchronized boolean isRepeating() {
        return repeating;
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** The sources of which anything was sent, whether it arrived or not. */
    synchronized Set<SourceId> published() {
        return Set.copyOf(published);
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
        return mirrors.computeIfAbsent(origin.source(), id -> new Mirror(origin));
    }

    private void checkThatItIsRemembered(Origin origin) {
        if (!published.add(origin.source())) {
            return;
        }
        try {
            if (!checkpoint.text().contains(origin.source().toString())) {
                violations.add(origin + " was sent before the checkpoint knew it");
            }
        } catch (IOException e) {
            violations.add(origin + " was sent without a checkpoint: " + e);
        }
    }

    private final class FakeLink implements Link {

        private final Outcomes outcomes;
        private final int openedTo = created;
        private boolean broken;
        private boolean silent;

        FakeLink(Outcomes outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        public void publish(Outgoing message) {
            synchronized (FakeStream.this) {
                if (broken) {
                    return;
                }
                checkThatItIsRemembered(message.source().origin());
                Published published = Published.of(message);
                if (silent || holding) {
                    onTheirWay.add(published);
                    return;
                }
                Fate fate = fates.poll();
                if (fate == null) {
                    store(published, message).run();
                } else {
                    meet(fate, message, published);
                }
            }
        }

        private void meet(Fate fate, Outgoing message, Published published) {
            switch (fate) {
                case ACK_LOST -> {
                    FakeStream.this.store(published);
                    breakDown("broken");
                }
                case UNDERWAY -> {
                    onTheirWay.add(published);
                    breakDown("broken");
                }
                case NOT_SENT -> breakDown("broken");
                case SILENCE -> {
                    silent = true;
                    onTheirWay.add(published);
                }
                case REFUSED -> outcomes.refused(message, "refused");
                case LATE -> later.run(store(published, message));
            }
        }

        /** Stores it; what is returned acknowledges it. */
        private Runnable store(Published published, Outgoing message) {
            boolean duplicate = ids.containsKey(published.id());
            long at = FakeStream.this.store(published);
            return () -> ack(message, at, duplicate);
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
        public void verify(long highest) throws LinkException {
            synchronized (FakeStream.this) {
                if (openedTo != FakeStream.this.created || sequence < highest) {
                    throw new LinkException("the stream is not what it was");
                }
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
