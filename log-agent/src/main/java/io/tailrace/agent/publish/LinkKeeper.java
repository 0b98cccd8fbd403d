package io.tailrace.agent.publish;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Opens links on a thread of its own, {@code agent-link}, for as long as it takes, and tells the shipping thread of each
 * that is open.
 */
final class LinkKeeper {

    /** Told on the shipping thread. */
    interface Listener extends Link.Outcomes {

        void opened(Link link);

        void failed(String why);
    }

    private final Link.Opener opener;
    private final Executor shipping;
    private final Backoff backoff;
    private final ScheduledExecutorService thread =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "agent-link"));

    LinkKeeper(Link.Opener opener, Executor shipping, RandomGenerator random) {
        this.opener = opener;
        this.shipping = shipping;
        this.backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), random);
    }

    /** Opens a link, at once. */
    void open(Listener listener) {
        thread.execute(() -> attempt(listener));
    }

    /** Ends a link that failed and opens the next one, after a while. */
    void replace(Link failed, Listener listener) {
        thread.execute(failed::close);
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
            backoff.succeeded();
            shipping.execute(() -> listener.opened(link));
        } catch (LinkException | RuntimeException e) {
            shipping.execute(() -> listener.failed(String.valueOf(e.getMessage())));
            retry(listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens no more. What is open stays so. */
    void stop() {
        thread.shutdownNow();
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
        public void lost(String why) {
            shipping.execute(() -> listener.lost(why));
        }
    }
}
