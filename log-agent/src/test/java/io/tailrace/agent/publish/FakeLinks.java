package io.tailrace.agent.publish;

import io.tailrace.protocol.LogMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Opens links that only remember what they are given; the test says what becomes of it. */
final class FakeLinks implements Link.Opener {

    final List<FakeLink> opened = new CopyOnWriteArrayList<>();
    volatile long maxMessageSize = 1_000_000;
    final AtomicInteger attempts = new AtomicInteger();
    final List<StreamPast> asked = new CopyOnWriteArrayList<>();
    volatile @Nullable String failure;
    volatile Resumption.Verdict verdict = Resumption.Verdict.KEPT;

    /** What the next link finds in the stream. */
    volatile Findings findings = new Findings();

    private final AtomicLong sequence = new AtomicLong(100);

    @Override
    public Link.Opened open(StreamPast past, Link.Outcomes outcomes) throws LinkException {
        attempts.incrementAndGet();
        asked.add(past);
        String why = failure;
        if (why != null) {
            throw new LinkException(why);
        }
        FakeLink link = new FakeLink(outcomes, maxMessageSize);
        Findings found = findings;
        findings = new Findings();
        Mark barrier = new Mark(sequence.incrementAndGet(), new LogMessage.Barrier("fake", sequence.get()), 0);
        opened.add(link);
        return new Link.Opened(link, new Resumption(verdict, "then", 1, barrier, found));
    }

    /** The sequence of the next message that is stored. */
    long next() {
        return sequence.incrementAndGet();
    }

    FakeLink last() {
        return opened.get(opened.size() - 1);
    }

    final class FakeLink implements Link {

        final Outcomes outcomes;
        final List<Outgoing> published = new ArrayList<>();
        volatile boolean closed;

        /** The sequences that were looked up, and what the answer is. */
        final List<Long> looked = new CopyOnWriteArrayList<>();

        volatile Findings there = new Findings();
        private final long maxMessageSize;

        FakeLink(Outcomes outcomes, long maxMessageSize) {
            this.outcomes = outcomes;
            this.maxMessageSize = maxMessageSize;
        }

        /** Acknowledges a message at the next sequence. */
        void ack(Outgoing message) {
            outcomes.acked(message, next());
        }

        @Override
        public Findings since(long from) {
            looked.add(from);
            return there;
        }

        @Override
        public void verify(long highest) {}

        @Override
        public void publish(Outgoing message) {
            published.add(message);
        }

        /** The payloads in the order of their publication; of messages that are not acknowledged yet. */
        List<String> texts() {
            return published.stream()
                    .map(message -> new String(message.payload(), StandardCharsets.UTF_8))
                    .toList();
        }

        @Override
        public long maxMessageSize() {
            return maxMessageSize;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
