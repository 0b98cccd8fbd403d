package io.tailrace.collector.ack;

import java.util.ArrayList;
import java.util.List;

/** The acknowledgements that a batch owes, in the order of its messages. */
public final class Acks {

    private final AckPolicy policy;
    private final List<String> replySubjects = new ArrayList<>();

    public Acks(AckPolicy policy) {
        this.policy = policy;
    }

    /** A message that comes after all others in the stream. */
    public void add(String replySubject) {
        switch (policy) {
            case ALL -> {
                replySubjects.clear();
                replySubjects.add(replySubject);
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
