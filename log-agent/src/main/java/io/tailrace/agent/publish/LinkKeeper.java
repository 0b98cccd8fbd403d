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

        void opened(Link link);

        void failed(String why);
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Link.Opener opener;
    private final Executor shipping;
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final Map<Link, Long> openedAt = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private final ScheduledExecutorService thread =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "agent-link"));

    LinkKeeper(Link.Opener opener, Executor shipping, RandomGenerator random, LongSupplier nanoTime) {
        this.opener = opener;
        this.shipping = shipping;
        this.nanoTime = nanoTime;
        this.backoff = new Backoff(Duration.ofMillis(100), LONGEST_WAIT, random);
    }

    /** Opens a link, at once. */
    void open(Listener listener) {
        thread.execute(() -> attempt(listener));
    }

    /** Ends a link that failed and opens the next one, after a while. */
    void replace(Link failed, Listener listener) {
        Long opened = openedAt.get(failed);
        if (opened != null && nanoTime.getAsLong() - opened > 2 * LONGEST_WAIT.toNanos()) {
            backoff.succeeded();
        }
        thread.execute(() -> close(failed));
        retry(listener);
    }

    private void retry(Listener listener) {
        // attempt() lets nothing through, so there is nothing to learn from the future.
        Future<?> unused =
                thread.schedule(() -> attempt(listener), backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt(Listener listener) {
        try {
            Link link = opener.open(new OnShippingThread(listener));
            openedAt.put(link, nanoTime.getAsLong());
            if (stopped) {
                close(link);
            } else {
                shipping.execute(() -> listener.opened(link));
            }
        } catch (LinkException | RuntimeException e) {
            shipping.execute(() -> listener.failed(String.valueOf(e.getMessage())));
            if (!stopped) {
                retry(listener);
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
        public void acked(Outgoing message, boolean duplicate) {
            shipping.execute(() -> listener.acked(message, duplicate));
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
