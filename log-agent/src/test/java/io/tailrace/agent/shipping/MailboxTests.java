package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxTests {

    private final Mailbox mailbox = new Mailbox();

    @Test
    void runsTasksInTheirOrderAndThoseTheyAdd() {
        List<Integer> ran = new ArrayList<>();
        mailbox.execute(() -> ran.add(1));
        mailbox.execute(() -> mailbox.execute(() -> ran.add(3)));
        mailbox.execute(() -> ran.add(2));

        mailbox.drain();

        assertThat(ran).containsExactly(1, 2, 3);
    }

    @Test
    void doesNotWaitWhileThereAreTasks() {
        mailbox.own();
        mailbox.execute(() -> {});

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> mailbox.await(TimeUnit.MINUTES.toNanos(1)));
        mailbox.drain();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> mailbox.await(-1));
    }

    @Test
    void losesNoTaskAndNoWakeUp() throws Exception {
        int tasks = 20_000;
        CountDownLatch done = new CountDownLatch(tasks);
        Thread owner = new Thread(() -> {
            mailbox.own();
            while (done.getCount() > 0) {
                mailbox.await(TimeUnit.MINUTES.toNanos(1));
                mailbox.drain();
            }
        });
        owner.start();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread other = new Thread(() -> {
                for (int task = 0; task < tasks / 4; task++) {
                    mailbox.execute(done::countDown);
                }
            });
            other.start();
            others.add(other);
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        mailbox.execute(() -> {});
        owner.join(10_000);
        assertThat(owner.isAlive()).isFalse();
        for (Thread other : others) {
            other.join();
        }
    }
}
