package io.tailrace.collector.ack;

import java.util.ArrayList;
import java.util.List;

/** The acknowledgements that a batch owes, in the order of its messages. */
public final class Acks {

    private final AckPolicy policy;
    private final List<String> replySubjects = new ArrayList<>();
    private long highest;

    public Acks(AckPolicy policy) {
        this.policy = policy;
    }

    /**
     * A message of the batch. One that is delivered again comes after others that are behind it in the stream.
     *
     * @param sequence in the stream
     */
    public void add(String replySubject, long sequence) {
        switch (policy) {
            case ALL -> {
                if (sequence >= highest) {
                    highest = sequence;
                    replySubjects.clear();
                    replySubjects.add(replySubject);
                }
            }
            case EXPLICIT -> replySubjects.add(replySubject);
            case NONE -> {}
        }
    }

    /** What is to be acknowledged when the batch is durable. */
    public List<String> replySubjects() {
        return replySubjects;
    }
}
