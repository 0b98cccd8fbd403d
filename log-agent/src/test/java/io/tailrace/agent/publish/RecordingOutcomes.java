package io.tailrace.agent.publish;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a link said became of messages, in order. */
final class RecordingOutcomes implements Link.Outcomes {

    private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

    /** The next outcome, as soon as there is one. */
    String next() throws InterruptedException {
        String outcome = outcomes.poll(15, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("nothing became of it within 15 s");
        }
        return outcome;
    }

    @Override
    public void acked(Outgoing message, long sequence) {
        outcomes.add("acked " + message.message());
    }

    @Override
    public void doubted(Outgoing message, long sequence) {
        outcomes.add("duplicate of " + sequence + " " + message.message());
    }

    @Override
    public void flushed(Outgoing message) {
        outcomes.add("flushed " + message.message());
    }

    @Override
    public void refused(Outgoing message, String why) {
        outcomes.add("refused: " + why);
    }

    @Override
    public void tooLarge(Outgoing message, String why) {
        outcomes.add("too large: " + why);
    }

    @Override
    public void lost(String why) {
        outcomes.add("lost: " + why);
    }
}
