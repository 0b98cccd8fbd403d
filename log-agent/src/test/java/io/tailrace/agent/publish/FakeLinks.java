package io.tailrace.agent.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Opens links that only remember what they are given; the test says what becomes of it. */
final class FakeLinks implements Link.Opener {

    final List<FakeLink> opened = new CopyOnWriteArrayList<>();
    volatile long maxMessageSize = 1_000_000;
    final AtomicInteger attempts = new AtomicInteger();
    volatile @Nullable String failure;

    @Override
    public Link open(Link.Outcomes outcomes) throws LinkException {
        attempts.incrementAndGet();
        String why = failure;
        if (why != null) {
            throw new LinkException(why);
        }
        FakeLink link = new FakeLink(outcomes, maxMessageSize);
        opened.add(link);
        return link;
    }

    FakeLink last() {
        return opened.get(opened.size() - 1);
    }

    static final class FakeLink implements Link {

        final Outcomes outcomes;
        final List<Outgoing> published = new ArrayList<>();
        volatile boolean closed;
        private final long maxMessageSize;

        FakeLink(Outcomes outcomes, long maxMessageSize) {
            this.outcomes = outcomes;
            this.maxMessageSize = maxMessageSize;
        }

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
