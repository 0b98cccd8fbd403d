package io.tailrace.agent.publish;

import io.tailrace.agent.source.Source;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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

    // Pieces below this would be more headers than lines; a stream that asks for them is told to the operator instead.
    private static final int SMALLEST_PIECE = 64;

    private final Window window;
    private final LinkKeeper links;
    private final PublishEvents events;
    private final Backoff refusals;
    private final LongSupplier nanoTime;
    private Deque<Outgoing> inFlight = new ArrayDeque<>();

    private Consumer<Outgoing> acked = message -> {};
    private @Nullable Link link;
    private @Nullable LinkListener listener;
    private boolean refused;
    private long sendRefusedAt;
    private boolean shut = true;

    /**
     * @param maxMessages in flight, at least 1
     * @param maxBytes of payload in flight
     * @param opener makes links
     * @param shipping runs tasks on the shipping thread
     */
    public Outbox(
            int maxMessages,
            long maxBytes,
            Link.Opener opener,
            Executor shipping,
            RandomGenerator random,
            PublishEvents events) {
        this(maxMessages, maxBytes, opener, shipping, random, events, System::nanoTime);
    }

    Outbox(
            int maxMessages,
            long maxBytes,
            Link.Opener opener,
            Executor shipping,
            RandomGenerator random,
            PublishEvents events,
            LongSupplier nanoTime) {
        this.window = new Window(maxMessages, maxBytes);
        this.links = new LinkKeeper(opener, shipping, random, nanoTime);
        this.nanoTime = nanoTime;
        this.refusals = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), random);
        this.events = events;
    }

    /**
     * Begins to connect.
     *
     * @param whenAcked takes each message once the stream has it
     */
    public void start(Consumer<Outgoing> whenAcked) {
        acked = whenAcked;
        connect();
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
    }

    /** Opens no more links and ends the present one. */
    public void stop() {
        links.stop();
        link = null;
    }

    private void connect() {
        LinkListener next = new LinkListener();
        listener = next;
        links.open(next);
    }

    private void sendAgain(Outgoing message, long now) {
        if (link != null) {
            message.sent(now);
            events.sentAgain(message);
            link.publish(message);
        }
    }

    private void settle(Outgoing message, boolean duplicate) {
        // An acknowledgement of a link that was given up counts as well, so a message may be acknowledged twice; one
        // that was cut meanwhile is settled by its pieces.
        if (message.state() == Outgoing.State.ACKED || message.state() == Outgoing.State.CUT) {
            return;
        }
        Outgoing settled = message.acked();
        window.giveBack(message);
        while (!inFlight.isEmpty() && inFlight.element().state() == Outgoing.State.ACKED) {
            inFlight.remove();
        }
        events.acked(message, duplicate);
        if (settled != null) {
            acked.accept(settled);
        }
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

    /** One link's fate; deaf to a link that was given up, but for acknowledgements. */
    private final class LinkListener implements LinkKeeper.Listener {

        private @Nullable String lostBeforeOpened;

        @Override
        public void opened(Link opened) {
            link = opened;
            if (lostBeforeOpened != null) {
                lost(lostBeforeOpened);
                return;
            }
            refused = false;
            cutTo(opened.maxMessageSize());
            if (inFlight.isEmpty()) {
                open(); // Otherwise the first acknowledgement tells whether it is.
            }
            long now = nanoTime.getAsLong();
            for (Outgoing message : inFlight) {
                if (message.state() != Outgoing.State.ACKED) {
                    sendAgain(message, now);
                }
            }
        }

        @Override
        public void failed(String why) {
            shut(why);
        }

        @Override
        public void acked(Outgoing message, boolean duplicate) {
            settle(message, duplicate);
            refusals.succeeded();
            if (shut && !refused && listener == this && inFlight.stream().noneMatch(Outgoing::refusedBefore)) {
                open();
            }
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
            links.replace(link, next);
            link = null;
        }
    }
}
