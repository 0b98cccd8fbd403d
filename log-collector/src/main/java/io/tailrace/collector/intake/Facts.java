package io.tailrace.collector.intake;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamState;
import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.commit.StreamFacts.Limits;

/** Reads what a stream says of itself. */
final class Facts {

    private Facts() {}

    static StreamFacts of(StreamInfo info) {
        StreamState state = info.getStreamState();
        boolean empty = state.getMsgCount() == 0;
        return new StreamFacts(
                info.getCreateTime().toInstant().toString(),
                empty ? state.getLastSequence() + 1 : state.getFirstSequence(),
                state.getLastSequence(),
                empty || state.getFirstTime() == null ? 0 : StreamMessages.nanos(state.getFirstTime()),
                info.getTimestamp() == null ? 0 : StreamMessages.nanos(info.getTimestamp()),
                limits(info.getConfiguration(), state));
    }

    private static Limits limits(StreamConfiguration configuration, StreamState state) {
        double byMessages = fill(state.getMsgCount(), configuration.getMaxMsgs());
        double byBytes = fill(state.getByteCount(), configuration.getMaxBytes());
        return new Limits(
                configuration.getMaxAge() == null
                        ? 0
                        : configuration.getMaxAge().toNanos(),
                Double.isNaN(byMessages) || byBytes > byMessages ? byBytes : byMessages,
                configuration.getDiscardPolicy() != DiscardPolicy.New,
                configuration.getMaxMsgsPerSubject() > 0);
    }

    private static double fill(long is, long limit) {
        return limit > 0 ? (double) is / limit : Double.NaN;
    }
}
