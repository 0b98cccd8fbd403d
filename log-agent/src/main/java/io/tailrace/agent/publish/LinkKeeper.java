package io.tailrace.agent.publish;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Opens links on a thread of its own, {@code agent-link}, for as long as it takes, tells the shipping thread of each
 * that is open, and sees to it that each is closed. Links that fail soon are replaced less and less often, whether they
 * could be opened or not: a link that opens and takes nothing must not become a storm of connections.
 */
final class LinkKeeper {

    /** Told on the shipping thread. */
    interface Listener extends Link.Outcomes {

        void opened(Link.Opened opened);

        /** The answer to {@link #find}. */
        void found(Findings findings);

        void failed(String why);
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Link.Opener opener;
    private final Executor shipping;
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final Map<Link, Long> openedAt = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private final ScheduledExecutorService thread;

    LinkKeeper(Link.Opener opener, Executor shipping, RandomGenerator random, LongSupplier nanoTime) {
        this(opener, shipping, random, nanoTime, thread());
    }

    /** @param thread is ended with this */
    LinkKeeper(
            Link.Opener opener,
            Executor shipping,
            RandomGenerator random,
            LongSupplier nanoTime,
            ScheduledExecutorService thread) {
        this.opener = opener;
        this.shipping = shipping;
        this.nanoTime = nanoTime;
        this.thread = thread;
        this.backoff = new Backoff(Duration.ofMillis(100), LONGEST_WAIT, random);
    }

    static ScheduledExecutorService thread() {
        return new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "agent-link"));
    }

    /**
     * Opens a link, at once.
     *
     * @param past what is known of the stream
     */
    void open(StreamPast past, Listener listener) {
        thread.execute(() -> attempt(past, listener));
    }

    /** Asks what the stream holds from a sequence on. */
    void find(Link link, long sequence, Listener listener) {
        ask(link, listener, () -> {
            Findings findings = link.since(sequence);
            shipping.execute(() -> listener.found(findings));
        });
    }

    /**
     * Looks whether the stream is what it was; the link is lost where it is not.
     *
     * @param highest sequence of the last message that it had
     */
    void verify(Link link, long highest, Listener listener) {
        ask(link, listener, () -> link.verify(highest));
    }

    private void ask(Link link, Listener listener, Question question) {
        thread.execute(() -> {
            if (!openedAt.containsKey(link)) {
                return; // Closed since.
            }
            try {
                question.ask();
            } catch (LinkException | RuntimeException e) {
                shipping.execute(() -> listener.lost(String.valueOf(e.getMessage())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Question {
        void ask() throws LinkException, InterruptedException;
    }

    /** Ends a link that failed and opens the next one, after a while. */
    void replace(Link failed, StreamPast past, Listener listener) {
        Long opened = openedAt.get(failed);
        if (opened != null && nanoTime.getAsLong() - opened > 2 * LONGEST_WAIT.toNanos()) {
            backoff.succeeded();
        }
        thread.execute(() -> close(failed));
        retry(past, listener);
    }

    private void retry(StreamPast past, Listener listener) {
        // attempt() lets nothing through, so there is nothing to learn from the future.
        Future<?> unused =
                thread.schedule(() -> attempt(past, listener), backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt(StreamPast past, Listener listener) {
        try {
            Link.Opened opened = opener.open(past, new OnShippingThread(listener));
            openedAt.put(opened.link(), nanoTime.getAsLong());
            if (stopped) {
                close(opened.link());
            } else {
                shipping.execute(() -> listener.opened(opened));
            }
        } catch (LinkException | RuntimeException e) {
            shipping.execute(() -> listener.failed(String.valueOf(e.getMessage())));
            if (!stopped) {
                retry(past, listener);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens no more, and closes what is open. */
    void stop() {
        stopped = true;
        thread.shutdownNow();
        openedAt.keySet().forEach(this::close);
    }

    /** Whoever comes first closes it: the thread that opened it, or the one that stops. */
    private void close(Link link) {
        if (openedAt.remove(link) != null) {
            link.close();
        }
    }

    /** Whatever thread a link reports on, the outbox hears of it on its own. */
    private final class OnShippingThread implements Link.Outcomes {

        private final Listener listener;

        OnShippingThread(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void acked(Outgoing message, long sequence) {
            shipping.execute(() -> listener.acked(message, sequence));
        }

        @Override
        public void doubted(Outgoing message, long sequence) {
            shipping.execute(() -> listener.doubted(message, sequence));
        }

        @Override
        public void flushed(Outgoing message) {
            shipping.execute(() -> listener.flushed(message));
        }

        @Override
        public void refused(Outgoing message, String why) {
            shipping.execute(() -> listener.refused(message, why));
        }

        @Override
        public void tooLarge(Outgoing message, String why) {
            shipping.execute(() -> listener.tooLarge(message, why));
        }

        @Override
        public void lost(String why) {
            shipping.execute(() -> listener.lost(why));
        }
    }
}
