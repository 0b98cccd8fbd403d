package io.tailrace.agent.publish;

import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.FlightRecorder;
import io.tailrace.agent.source.Source;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages from when they are sent first to when they are acknowledged, and sends them again, the same and in
 * order, for as long as it takes: all of them on a new link when one failed, those that were refused on the same link
 * after a while. Only the shipping thread touches it.
 */
public final class Outbox {

    // A broker that is there answers in milliseconds; one that is slow for this long is better met on a new connection.
    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(10);

    // A stream may be created anew, or rolled back, under a connection that lives on.
    private static final long VERIFY_EVERY = TimeUnit.SECONDS.toNanos(15);

    // Pieces below this would be more headers than lines; a stream that asks for them is told to the operator instead.
    private static final int SMALLEST_PIECE = 64;

    private final Window window;
    private final LinkKeeper links;
    private final PublishEvents events;
    private final Backoff refusals;
    private final LongSupplier nanoTime;
    private final FlightRecorder recorder;
    private Deque<Outgoing> inFlight = new ArrayDeque<>();
    private final StreamPast before;

    private @Nullable String created;
    private @Nullable Mark highest;
    private @Nullable Settled settled;
    private @Nullable Link link;
    private @Nullable LinkListener listener;
    private boolean refused;
    private long sendRefusedAt;
    private long verifyAt;
    private boolean shut = true;

    /**
     * @param maxMessages in flight, at least 1
     * @param maxBytes of payload in flight
     * @param opener makes links
     * @param shipping runs tasks on the shipping thread
     * @param recorder remembers what is in flight
     * @param before what is known of the stream from before
     */
    public Outbox(
            int maxMessages,
            long maxBytes,
            Link.Opener opener,
            Executor shipping,
            RandomGenerator random,
            PublishEvents events,
            FlightRecorder recorder,
            StreamPast before) {
        this(
                maxMessages,
                maxBytes,
                opener,
                shipping,
                random,
                events,
                recorder,
                before,
                System::nanoTime,
                LinkKeeper.thread());
    }

    /**
     * @param nanoTime {@link System#nanoTime()}
     * @param linking where links are opened and asked; ended with this
     */
    public Outbox(
            int maxMessages,
            long maxBytes,
            Link.Opener opener,
            Executor shipping,
            RandomGenerator random,
            PublishEvents events,
            FlightRecorder recorder,
            StreamPast before,
            LongSupplier nanoTime,
            ScheduledExecutorService linking) {
        this.window = new Window(maxMessages, maxBytes);
        this.links = new LinkKeeper(opener, shipping, random, nanoTime, linking);
        this.nanoTime = nanoTime;
        this.refusals = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), random);
        this.events = events;
        this.recorder = recorder;
        this.before = before;
    }

    /** Told what the stream has, on the shipping thread. */
    public interface Settled {

        /** The stream has it. */
        void acked(Outgoing message);

        /** A link is there, and this is what the stream holds; what is in flight was compared with it already. */
        void resumed(Resumption resumption);
    }

    /** Begins to connect. */
    public void start(Settled listener) {
        settled = listener;
        LinkListener first = new LinkListener();
        this.listener = first;
        links.open(past(), first);
    }

    /** What is known of the stream. */
    public StreamPast past() {
        String stream = created;
        Mark last = highest;
        if (stream == null || last == null) {
            return before;
        }
        Outgoing oldest = inFlight.peek();
        Mark floor = oldest == null ? null : oldest.floor();
        return new StreamPast(
                (floor == null ? last : floor).position(stream), last.position(stream), true, before.predecessor());
    }

    /** Whether messages can be sent: there is a link, and nothing was refused lately. */
    public boolean isOpen() {
        return link != null && !refused;
    }

    /** Whether a message of this source may be sent now. */
    public boolean hasRoomFor(Source source, boolean othersWait) {
        return isOpen() && window.hasRoomFor(source, othersWait);
    }

    /** The largest headers and payload together, in bytes; while the outbox is open. */
    public long maxMessageSize() {
        return link == null ? 0 : link.maxMessageSize();
    }

    public int inFlightMessages() {
        return window.messages();
    }

    public long inFlightBytes() {
        return window.bytes();
    }

    /** Sends a message; while the outbox is open. */
    public void send(Outgoing message, long now) {
        if (link == null) {
            throw new IllegalStateException("there is no link to send on");
        }
        window.take(message);
        inFlight.add(message);
        message.floor(highest);
        record(message);
        message.sent(now);
        events.sent(message);
        link.publish(message);
    }

    /**
     * Does what time asks for: sends refused messages again, gives up a link that is silent.
     *
     * @param now {@link System#nanoTime()}
     */
    public void tick(long now) {
        if (link == null) {
            return;
        }
        if (refused && now - sendRefusedAt >= 0) {
            refused = false;
            for (Outgoing message : inFlight) {
                if (message.state() == Outgoing.State.REFUSED) {
                    sendAgain(message, now);
                }
            }
        }
        Outgoing oldest = inFlight.peek();
        if (oldest != null
                && oldest.state() == Outgoing.State.SENT
                && now - oldest.sentAt() > ACK_TIMEOUT.toNanos()
                && listener != null) {
            listener.lost("the server acknowledged nothing for " + ACK_TIMEOUT.toSeconds() + " s");
        }
        if (link != null && listener != null && highest != null && now - verifyAt >= 0) {
            verifyAt = now + VERIFY_EVERY;
            links.verify(link, highest.sequence(), listener);
        }
    }

    /** Opens no more links and ends the present one. */
    public void stop() {
        links.stop();
        link = null;
    }

    private void record(Outgoing message) {
        recorder.release(message.slot());
        Flight flight = message.flight();
        message.slot(flight == null ? -1 : recorder.record(flight));
    }

    private void sendAgain(Outgoing message, long now) {
        if (link != null) {
            message.renew();
            record(message);
            message.sent(now);
            events.sentAgain(message);
            link.publish(message);
        }
    }

    /** @param found whether it was found in the stream, not acknowledged */
    private void settle(Outgoing message, boolean found) {
        Outgoing whole = message.acked();
        giveBack(message);
        events.acked(message, found);
        if (whole != null && settled != null) {
            settled.acked(whole);
        }
    }

    private void giveBack(Outgoing message) {
        window.giveBack(message);
        recorder.release(message.slot());
        message.slot(-1);
        while (!inFlight.isEmpty() && inFlight.element().state() == Outgoing.State.ACKED) {
            inFlight.remove();
        }
    }

    /** Whether a message's outcome is open. One that was cut is settled by its pieces. */
    private static boolean isOpen(Outgoing message) {
        return message.state() != Outgoing.State.ACKED && message.state() != Outgoing.State.CUT;
    }

    /** Cuts what does not fit the new link. */
    private void cutTo(long maxMessageSize) {
        Deque<Outgoing> fitting = new ArrayDeque<>(inFlight.size());
        for (Outgoing message : inFlight) {
            long room = message.room(maxMessageSize);
            if (message.state() == Outgoing.State.ACKED || message.size() <= room || room < SMALLEST_PIECE) {
                fitting.add(message);
            } else {
                window.giveBack(message);
                recorder.release(message.slot());
                message.slot(-1);
                List<Outgoing> pieces = message.cut((int) room);
                pieces.forEach(window::take);
                fitting.addAll(pieces);
            }
        }
        inFlight = fitting;
    }

    private void open() {
        if (shut) {
            shut = false;
            events.opened();
        }
    }

    private void shut(String why) {
        shut = true;
        events.shut(why);
    }

    /** Takes in what the stream holds: what was found is settled, the rest lies behind the barrier. */
    private void takeIn(Resumption resumption) {
        created = resumption.created();
        highest = resumption.barrier();
        for (Outgoing message : List.copyOf(inFlight)) {
            if (isOpen(message) && resumption.findings().has(message)) {
                settle(message, true);
            }
        }
        if (settled != null) {
            settled.resumed(resumption);
        }
        for (Outgoing message : List.copyOf(inFlight)) {
            message.floor(resumption.barrier());
            if (isOpen(message) && message.isRevoked()) {
                message.acked();
                giveBack(message);
            }
        }
    }

    /** One link's fate. A link that was given up says nothing any more: the next one has asked the stream itself. */
    private final class LinkListener implements LinkKeeper.Listener {

        private final List<Doubt> doubts = new ArrayList<>();
        private List<Doubt> lookedFor = List.of();
        private @Nullable String lostBeforeOpened;

        @Override
        public void opened(Link.Opened opened) {
            link = opened.link();
            if (lostBeforeOpened != null) {
                lost(lostBeforeOpened);
                return;
            }
            refused = false;
            takeIn(opened.resumption());
            cutTo(opened.link().maxMessageSize());
            if (inFlight.isEmpty()) {
                open(); // Otherwise the first acknowledgement tells whether it is.
            }
            long now = nanoTime.getAsLong();
            verifyAt = now + VERIFY_EVERY;
            for (Outgoing message : inFlight) {
                if (isOpen(message)) {
                    sendAgain(message, now);
                }
            }
        }

        @Override
        public void failed(String why) {
            shut(why);
        }

        @Override
        public void acked(Outgoing message, long sequence) {
            if (listener != this || !isOpen(message)) {
                return;
            }
            Mark floor = message.floor();
            if (floor != null && sequence <= floor.sequence()) {
                lost("the stream has gone back: it stored a message at sequence " + sequence + " that was sent after "
                        + floor.sequence() + " was acknowledged");
                return;
            }
            if (highest == null || sequence > highest.sequence()) {
                highest = new Mark(sequence, message.message(), message.attempt());
            }
            message.storedAt(sequence);
            settle(message, false);
            settledOne();
        }

        @Override
        public void flushed(Outgoing message) {
            if (listener == this && isOpen(message)) {
                settle(message, false);
                settledOne();
            }
        }

        private void settledOne() {
            refusals.succeeded();
            if (shut && !refused && inFlight.stream().noneMatch(Outgoing::refusedBefore)) {
                open();
            }
        }

        @Override
        public void doubted(Outgoing message, long sequence) {
            if (listener == this && message.state() == Outgoing.State.SENT) {
                message.doubted();
                doubts.add(new Doubt(message, sequence));
                look();
            }
        }

        /** Asks for all that is in doubt at once; what comes meanwhile waits for the answer. */
        private void look() {
            if (link != null && lookedFor.isEmpty() && !doubts.isEmpty()) {
                lookedFor = List.copyOf(doubts);
                doubts.clear();
                long first = lookedFor.stream().mapToLong(Doubt::sequence).min().orElseThrow();
                links.find(link, first, this);
            }
        }

        @Override
        public void found(Findings findings) {
            if (listener != this) {
                return;
            }
            long now = nanoTime.getAsLong();
            for (Doubt doubt : lookedFor) {
                Outgoing message = doubt.message();
                if (!isOpen(message)) {
                    continue; // It was acknowledged while it was looked for.
                }
                if (findings.has(message)) {
                    settle(message, true);
                    settledOne();
                } else {
                    message.nextAttempt();
                    sendAgain(message, now);
                }
            }
            lookedFor = List.of();
            look();
        }

        @Override
        public void refused(Outgoing message, String why) {
            if (listener != this || message.state() != Outgoing.State.SENT) {
                return;
            }
            message.refused();
            events.refused(message, why);
            if (!refused) {
                refused = true;
                sendRefusedAt = nanoTime.getAsLong() + refusals.next().toNanos();
                shut(why);
            }
        }

        @Override
        public void tooLarge(Outgoing message, String why) {
            if (link == null || message.size() <= message.room(link.maxMessageSize())) {
                lost(why); // Less is taken than this link knows of.
            } else {
                refused(message, why);
            }
        }

        @Override
        public void lost(String why) {
            if (listener != this) {
                return;
            }
            if (link == null) {
                lostBeforeOpened = why;
                return;
            }
            shut(why);
            LinkListener next = new LinkListener();
            listener = next;
            links.replace(link, past(), next);
            link = null;
        }
    }

    /** A message that the stream says to have at a sequence. */
    private record Doubt(Outgoing message, long sequence) {}
}
