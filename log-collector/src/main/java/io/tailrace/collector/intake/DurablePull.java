package io.tailrace.collector.intake;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.PullRequestOptions;
import io.nats.client.Subscription;
import io.nats.client.support.Status;
import io.tailrace.collector.commit.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Pulls from one durable by requests of its own: two are open at a time, each for a fixed number of bytes, and the server's
 * word that one is over asks for the next. That word waits behind the messages before it, so a writer that is slow is
 * asked for no more than two requests' worth. (jnats' own consuming by bytes asks for what is left of its budget, piece by
 * piece; pieces that no message fits are refused at once, and asked for again, for ever.)
 */
final class DurablePull implements Broker.Pull, MessageHandler {

    private static final int OPEN_REQUESTS = 2;
    private static final int UNBOUNDED = 1_000_000;
    private static final Duration EXPIRES = Duration.ofSeconds(10);

    // A request whose bytes were used up exactly ends without a word; so does one that a server forgot.
    private static final long SILENT_NANOS = EXPIRES.plusSeconds(5).toNanos();

    // What the server counts of a message besides its headers and payload: subjects.
    private static final int OVERHEAD = 64 * 1024;
    private static final int MAX_FRUITLESS = 4 * OPEN_REQUESTS;

    private final Connection connection;
    private final Dispatcher dispatcher;
    private final String next;
    private final long bytes;
    private final Run run;
    private final MessageHandler deliveries;
    private final LongSupplier nanoTime;
    private final String inbox;
    private final Subscription subscription;

    private volatile long heardAt;
    private int fruitless;

    /**
     * Begins to pull.
     *
     * @param dispatcher calls {@link #onMessage}
     * @param next the subject that the durable's messages are asked for by
     * @param bytes of one request; one message of any size that the server takes fits all the same
     * @param run ends when the durable can't be pulled any more
     * @param deliveries takes the messages
     */
    DurablePull(
            Connection connection,
            Dispatcher dispatcher,
            String next,
            long bytes,
            Run run,
            MessageHandler deliveries,
            LongSupplier nanoTime) {
        this.connection = connection;
        this.dispatcher = dispatcher;
        this.next = next;
        this.bytes = bytes;
        this.run = run;
        this.deliveries = deliveries;
        this.nanoTime = nanoTime;
        this.inbox = connection.createInbox();
        this.heardAt = nanoTime.getAsLong();
        this.subscription = dispatcher.subscribe(inbox, this);
        for (int i = 0; i < OPEN_REQUESTS; i++) {
            request();
        }
    }

    @Override
    public void onMessage(Message message) throws InterruptedException {
        heardAt = nanoTime.getAsLong();
        if (!message.isStatusMessage()) {
            fruitless = 0;
            deliveries.onMessage(message);
            return;
        }
        Status status = message.getStatus();
        boolean tooLarge = status.getCode() == Status.CONFLICT_CODE
                && Status.MESSAGE_SIZE_EXCEEDS_MAX_BYTES.equals(status.getMessage());
        boolean over = tooLarge
                || status.getCode() == Status.REQUEST_TIMEOUT_CODE
                || status.getCode() == Status.NOT_FOUND_CODE;
        fruitless = tooLarge ? fruitless + 1 : 0;
        if (!over || fruitless > MAX_FRUITLESS) {
            run.end(); // Deleted, moved, or no responder: the control thread looks at it and begins again.
        } else if (!run.isOver()) {
            request();
        }
    }

    @Override
    public void tend() {
        boolean silent = nanoTime.getAsLong() - heardAt > SILENT_NANOS;
        if (silent && dispatcher.getPendingMessageCount() == 0 && !run.isOver()) {
            heardAt = nanoTime.getAsLong();
            request();
        }
    }

    @Override
    public boolean hasWaiting() {
        return dispatcher.getPendingMessageCount() > 0;
    }

    private void request() {
        PullRequestOptions request = PullRequestOptions.builder(UNBOUNDED)
                .maxBytes(Math.max(bytes, connection.getMaxPayload() + OVERHEAD))
                .expiresIn(EXPIRES)
                .build();
        try {
            connection.publish(next, inbox, request.toJson().getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalStateException e) {
            run.end(); // The connection is closed, or takes nothing for now.
        }
    }

    @Override
    public void close() {
        if (subscription.isActive()) {
            dispatcher.unsubscribe(subscription);
        }
    }
}
