package io.tailrace.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkKeeperTests {

    private final FakeLinks links = new FakeLinks();
    private final ShippingQueue shipping = new ShippingQueue();
    private final AtomicLong clock = new AtomicLong();
    private final Told told = new Told();

    @Test
    void triesForAsLongAsItTakesAndSaysWhyItFails() {
        links.failure = "no server";
        LinkKeeper keeper = keeper(links);
        keeper.open(StreamPast.nothing(), told);
        shipping.until(() -> told.failures.size() >= 3);
        links.failure = null;
        shipping.until(() -> told.opened.size() == 1);
        assertThat(told.failures).containsOnly("no server");
        keeper.stop();
    }

    @Test
    void survivesAnOpenerThatFailsUnexpectedly() {
        int[] attempts = {0};
        LinkKeeper keeper = keeper((past, outcomes) -> {
            if (attempts[0]++ == 0) {
                throw new IllegalStateException("closed meanwhile");
            }
            return links.open(past, outcomes);
        });
        keeper.open(StreamPast.nothing(), told);
        shipping.until(() -> told.opened.size() == 1);
        assertThat(told.failures).containsExactly("closed meanwhile");
        keeper.stop();
    }

    @Test
    void waitsLongerAndLongerWhenLinksOpenAndDie() {
        LinkKeeper keeper = keeper(links);
        keeper.open(StreamPast.nothing(), told);
        shipping.until(() -> told.opened.size() == 1);
        List<Long> waits = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            waits.add(replace(keeper, i));
        }
        assertThat(waits.get(4)).isGreaterThan(Duration.ofMillis(800).toNanos());
        clock.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(replace(keeper, 6)).isLessThan(Duration.ofMillis(700).toNanos());
        keeper.stop();
    }

    @Test
    void closesAReplacedLink() {
        LinkKeeper keeper = keeper(links);
        keeper.open(StreamPast.nothing(), told);
        shipping.until(() -> told.opened.size() == 1);
        replace(keeper, 1);
        assertThat(links.opened.get(0).closed).isTrue();
        assertThat(links.opened.get(1).closed).isFalse();
        keeper.stop();
        assertThat(links.opened.get(1).closed).isTrue();
    }

    @Test
    void closesALinkThatOpensWhileItStops() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        LinkKeeper keeper = keeper((past, outcomes) -> {
            opening.countDown();
            awaitIgnoringInterrupts(stopped);
            return links.open(past, outcomes);
        });
        keeper.open(StreamPast.nothing(), told);
        opening.await();
        keeper.stop();
        stopped.countDown();
        await().until(() -> links.opened.size() == 1 && links.last().closed);
    }

    @Test
    void closesALinkThatNobodyHeardOfYetWhenItStops() {
        LinkKeeper keeper = keeper(links);
        keeper.open(StreamPast.nothing(), told);
        await().until(() -> links.opened.size() == 1);
        await().until(() -> {
            keeper.stop();
            return links.last().closed;
        });
        assertThat(told.opened).isEmpty();
    }

    private LinkKeeper keeper(Link.Opener opener) {
        return new LinkKeeper(opener, shipping, new Random(1), clock::get);
    }

    /** Replaces the last link; returns after how many nanoseconds there was another one. */
    private long replace(LinkKeeper keeper, int opened) {
        long before = System.nanoTime();
        keeper.replace(told.opened.get(opened - 1), StreamPast.nothing(), told);
        shipping.until(() -> told.opened.size() == opened + 1);
        return System.nanoTime() - before;
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                // As a connect that comes through in spite of it.
            }
        }
    }

    private static final class Told implements LinkKeeper.Listener {

        private final List<Link> opened = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        @Override
        public void opened(Link.Opened link) {
            opened.add(link.link());
        }

        @Override
        public void found(Findings findings) {}

        @Override
        public void failed(String why) {
            failures.add(why);
        }

        @Override
        public void acked(Outgoing message, long sequence) {}

        @Override
        public void doubted(Outgoing message, long sequence) {}

        @Override
        public void flushed(Outgoing message) {}

        @Override
        public void refused(Outgoing message, String why) {}

        @Override
        public void tooLarge(Outgoing message, String why) {}

        @Override
        public void lost(String why) {}
    }
}
