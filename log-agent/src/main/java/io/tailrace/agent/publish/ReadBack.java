package io.tailrace.agent.publish;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
import io.nats.client.Subscription;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.PublishAck;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.nats.client.support.Status;
import io.tailrace.agent.checkpoint.Position;
import io.tailrace.agent.publish.Resumption.Verdict;
import io.tailrace.nats.DeletedMessages;
import io.tailrace.nats.NatsLogHeaders;
import io.tailrace.protocol.HostToken;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.MalformedMessageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the stream what it holds of the host's own subject: headers only, through a pull consumer with a fixed name, from a
 * sequence to a barrier that is published for the purpose. The barrier makes the answer complete, because a consumer may
 * live on a server that lags behind the one that acknowledged it. Confined to the thread that opens links.
 */
final class ReadBack {

    private static final int BATCH = 500;
    private static final Duration EXPIRES = Duration.ofSeconds(5);
    private static final Duration SILENCE = EXPIRES.plusSeconds(5);
    private static final Duration GONE_AFTER = Duration.ofMinutes(1);
    private static final Duration LONG_READING = Duration.ofSeconds(20);
    private static final int MOST_SILENT = 3;
    private static final long NEW = Long.MAX_VALUE;
    private static final int CONSUMER_NOT_FOUND = 10014;
    private static final String PAYLOAD_SIZE = "Nats-Msg-Size";

    private final Connection connection;
    private final JetStreamOptions options;
    private final JetStreamManagement management;
    private final StreamTerms terms;
    private final Barriers barriers;
    private final String consumer;
    private @Nullable String predecessor;

    /**
     * @param options how JetStream is reached, and how long an answer may take
     * @param barriers of this run of the agent
     */
    ReadBack(Connection connection, JetStreamOptions options, StreamTerms terms, Barriers barriers) throws IOException {
        this.connection = connection;
        this.options = options;
        this.management = connection.jetStreamManagement(options);
        this.terms = terms;
        this.barriers = barriers;
        this.consumer = "resume_" + HostToken.of(terms.subject().host());
    }

    /**
     * What the stream holds that is not known to be there; all that it holds of this host where it is not what it was.
     *
     * @param info the stream as it is now
     */
    Resumption resume(StreamPast past, StreamInfo info)
            throws IOException, JetStreamApiException, InterruptedException, LinkException {
        predecessor = past.predecessor();
        Position highest = past.highest();
        Verdict verdict = Verdict.KEPT;
        if (highest != null) {
            Position floor = past.floor() == null ? highest : past.floor();
            verdict = comparedBy(info, highest);
            if (verdict == Verdict.KEPT) {
                Reading reading = read(floor.sequence(), List.of(new Witness(floor), new Witness(highest)));
                if (isIntact(info, reading)) {
                    return complete(reading, verdict, info);
                }
                verdict = Verdict.ROLLED_BACK;
            }
            barriers.forget();
        }
        return complete(read(past.anything() ? 1 : NEW, List.of()), verdict, info);
    }

    /** What the stream holds from a sequence on. */
    Findings since(long sequence) throws IOException, JetStreamApiException, InterruptedException, LinkException {
        return read(sequence, List.of()).findings;
    }

    /** Reads what came while it was read, as long as that took so long that the broker may forget ids meanwhile. */
    private Resumption complete(Reading reading, Verdict verdict, StreamInfo info)
            throws IOException, JetStreamApiException, InterruptedException, LinkException {
        Reading last = reading;
        while (last.nanos > LONG_READING.toNanos()) {
            last = read(last.end.sequence(), List.of(), reading.findings);
        }
        barriers.stored(last.end.sequence());
        return new Resumption(
                verdict, created(info), info.getStreamState().getFirstSequence(), last.end, reading.findings);
    }

    private static Verdict comparedBy(StreamInfo info, Position highest) {
        if (!created(info).equals(highest.created())) {
            return Verdict.ANEW;
        }
        return info.getStreamState().getLastSequence() < highest.sequence() ? Verdict.ROLLED_BACK : Verdict.KEPT;
    }

    static String created(StreamInfo info) {
        return info.getCreateTime().toInstant().toString();
    }

    private boolean isIntact(StreamInfo info, Reading reading) throws IOException, JetStreamApiException {
        if (info.getConfiguration().getRetentionPolicy() == RetentionPolicy.Interest) {
            return true; // What was consumed is gone.
        }
        for (Witness witness : reading.witnesses) {
            if (witness.isRefuted()) {
                return false;
            }
            if (!witness.isSeen() && !DeletedMessages.include(management, terms.stream(), witness.sequence())) {
                return false;
            }
        }
        return true;
    }

    private Reading read(long from, List<Witness> witnesses)
            throws IOException, JetStreamApiException, InterruptedException, LinkException {
        return read(from, witnesses, new Findings());
    }

    private Reading read(long from, List<Witness> witnesses, Findings findings)
            throws IOException, JetStreamApiException, InterruptedException, LinkException {
        deleteConsumer();
        ConsumerConfiguration.Builder configuration = ConsumerConfiguration.builder()
                .name(consumer)
                .filterSubject(terms.subject().toString())
                .ackPolicy(AckPolicy.None)
                .headersOnly(true)
                .memStorage(true) // It is worth nothing after this connection: no file is written, none is in the way.
                .inactiveThreshold(GONE_AFTER);
        if (from == NEW) {
            configuration.deliverPolicy(DeliverPolicy.New);
        } else if (from > 1) {
            configuration.deliverPolicy(DeliverPolicy.ByStartSequence).startSequence(from);
        }
        ConsumerInfo created = management.createConsumer(terms.stream(), configuration.build());
        String inbox = connection.createInbox();
        Subscription subscription = connection.subscribe(inbox);
        try {
            Reading reading = new Reading(publishBarrier(), witnesses, findings, created.getNumPending());
            reading.run(subscription, inbox);
            return reading;
        } finally {
            if (subscription.isActive()) {
                subscription.unsubscribe();
            }
            deleteConsumer();
        }
    }

    private void deleteConsumer() throws IOException, JetStreamApiException {
        try {
            management.deleteConsumer(terms.stream(), consumer);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != CONSUMER_NOT_FOUND) {
                throw e;
            }
        }
    }

    private Mark publishBarrier() throws IOException, JetStreamApiException, LinkException {
        LogMessage.Barrier barrier = barriers.next();
        Headers headers = new Headers();
        LogHeaders.write(barrier, headers::add);
        PublishAck ack = connection.jetStream(options).publish(terms.subject().toString(), headers, new byte[0]);
        terms.checkStream(ack.getStream());
        if (ack.isDuplicate()) {
            throw new LinkException("stream " + terms.stream() + " has barrier " + barrier + " already");
        }
        return new Mark(ack.getSeqno(), barrier, 0);
    }

    /** One reading, from its first message to its barrier. */
    private final class Reading {

        private final Mark end;
        private final List<Witness> witnesses;
        private final Findings findings;
        private final long pending;
        private final long begin = System.nanoTime();
        private long messages;
        private long nanos;

        /** @param pending messages that the consumer had before it when it was created */
        Reading(Mark end, List<Witness> witnesses, Findings findings, long pending) {
            this.end = end;
            this.witnesses = witnesses;
            this.findings = findings;
            this.pending = pending;
        }

        void run(Subscription subscription, String inbox) throws InterruptedException, LinkException {
            String next = options.getPrefix() + "CONSUMER.MSG.NEXT." + terms.stream() + "." + consumer;
            byte[] request = PullRequestOptions.builder(BATCH)
                    .expiresIn(EXPIRES)
                    .build()
                    .toJson()
                    .getBytes(StandardCharsets.US_ASCII);
            int requested = 0;
            int silent = 0;
            boolean ended = false;
            while (!ended) {
                if (requested == 0) {
                    connection.publish(next, inbox, request);
                    requested = BATCH;
                }
                Message message = subscription.nextMessage(SILENCE);
                if (message == null) {
                    throw new LinkException("consumer " + consumer + " of stream " + terms.stream()
                            + " says nothing; may this user publish to " + next + "?");
                }
                if (message.isStatusMessage()) {
                    requested = 0;
                    silent++;
                    requireGoingOn(message.getStatus(), silent);
                } else {
                    requested--;
                    silent = 0;
                    ended = take(message);
                }
            }
        }

        private void requireGoingOn(Status status, int silent) throws LinkException {
            if (silent >= MOST_SILENT) {
                throw new LinkException("stream " + terms.stream() + " does not hold the barrier at sequence "
                        + end.sequence() + " that it acknowledged; was it purged?");
            }
            if (status.getCode() != Status.REQUEST_TIMEOUT_CODE) {
                throw new LinkException("stream " + terms.stream() + " can't be read back: " + status.getMessage()
                        + (Status.CONSUMER_DELETED.equals(status.getMessage())
                                ? " (is there another agent with host name "
                                        + terms.subject().host() + "?)"
                                : ""));
            }
        }

        /** Takes in a message; returns whether it is the barrier, or behind it. */
        private boolean take(Message message) throws LinkException {
            messages++;
            NatsJetStreamMetaData metadata = message.metaData();
            // Whoever makes the consumer anew makes it leave out what lies between.
            if (metadata.consumerSequence() != messages
                    || (messages == 1 && metadata.pendingCount() + 1 < Math.max(1, pending))) {
                throw new LinkException("stream " + terms.stream() + " can't be read back: consumer " + consumer
                        + " was disturbed; is there another agent with host name "
                        + terms.subject().host() + "?");
            }
            long sequence = metadata.streamSequence();
            Headers headers = message.getHeaders();
            for (Witness witness : witnesses) {
                witness.see(sequence, headers);
            }
            if (sequence < end.sequence()) {
                collect(headers, sequence);
                return false;
            }
            nanos = System.nanoTime() - begin;
            return true;
        }

        private void collect(@Nullable Headers headers, long sequence) {
            try {
                LogMessage read = LogHeaders.read(new NatsLogHeaders(headers), payloadLength(headers));
                findings.add(read, sequence);
                if (read instanceof LogMessage.Barrier barrier
                        && barriers.isOfAnother(barrier, sequence, predecessor)) {
                    findings.otherInstance(barrier.instance());
                }
            } catch (MalformedMessageException | NumberFormatException e) {
                // None of ours: whoever may publish under this host name may publish anything.
                findings.add(new LogMessage.Plain(), sequence);
            }
        }

        private static int payloadLength(@Nullable Headers headers) {
            String size = headers == null ? null : headers.getFirst(PAYLOAD_SIZE);
            return size == null ? 0 : Integer.parseInt(size);
        }
    }

    /** A message that was in the stream, and whether it is there still. */
    private static final class Witness {

        private final Position position;
        private @Nullable Boolean same;

        Witness(Position position) {
            this.position = position;
        }

        long sequence() {
            return position.sequence();
        }

        void see(long sequence, @Nullable Headers headers) {
            if (sequence == position.sequence()) {
                String id = headers == null ? null : headers.getFirst(LogHeaders.MESSAGE_ID);
                same = position.messageId().equals(id);
            }
        }

        boolean isSeen() {
            return same != null;
        }

        boolean isRefuted() {
            return Boolean.FALSE.equals(same);
        }
    }
}
