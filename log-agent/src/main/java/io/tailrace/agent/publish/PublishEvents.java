package io.tailrace.agent.publish;

/** What happens to messages, for logs and metrics. Called on the shipping thread. */
public interface PublishEvents {

    /** Sent for the first time. */
    default void sent(Outgoing message) {}

    /**
     * The stream has it.
     *
     * @param found whether it was found there, its acknowledgement having been lost or doubtful
     */
    default void acked(Outgoing message, boolean found) {}

    /** Refused by the stream; it is sent again later. */
    default void refused(Outgoing message, String why) {}

    /** Sent once more, its first outcome being open or a refusal. */
    default void sentAgain(Outgoing message) {}

    /** The way to the stream is open: it has acknowledged something, or there is nothing that it should. */
    default void opened() {}

    /** The way to the stream is shut, for this reason. Told again while it lasts. */
    default void shut(String why) {}
}
