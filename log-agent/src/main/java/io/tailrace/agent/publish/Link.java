package io.tailrace.agent.publish;

/**
 * One publishing connection, from when it is there to when it fails. It is never mended: what it was given and did not
 * acknowledge is ambiguous, and the next link gets it again.
 */
public interface Link extends AutoCloseable {

    /** Sends a message; returns at once. Called on the shipping thread. */
    void publish(Outgoing message);

    /** The largest headers and payload together that server and stream take, in bytes. */
    long maxMessageSize();

    /**
     * What the stream holds of this host. Blocks.
     *
     * @param sequence where to begin
     * @throws LinkException when that can't be found out
     */
    Findings since(long sequence) throws LinkException, InterruptedException;

    /**
     * Looks whether the stream is still the one that the link was opened to. Blocks.
     *
     * @param highest sequence of the last message that it had
     * @throws LinkException when it is not, or can't be asked
     */
    void verify(long highest) throws LinkException, InterruptedException;

    /** Ends it, whatever is on its way. */
    @Override
    void close();

    /** Told what becomes of messages, on any thread. */
    interface Outcomes {

        /**
         * The stream has it.
         *
         * @param sequence where
         */
        void acked(Outgoing message, long sequence);

        /**
         * The stream says that it has it already, which is so unless it has lost it since.
         *
         * @param sequence where it was
         */
        void doubted(Outgoing message, long sequence);

        /** It has left for the server, and that is all that is promised of it. */
        void flushed(Outgoing message);

        /** The stream has said that it does not take it. */
        void refused(Outgoing message, String why);

        /** It is larger than server or stream take by now: the next link knows what they take. */
        void tooLarge(Outgoing message, String why);

        /** The link is of no use any more, and all that it did not acknowledge is ambiguous. */
        void lost(String why);
    }

    /** Makes links. */
    interface Opener {

        /**
         * Connects once, and asks the stream what it holds. Blocks.
         *
         * @param past what is known of the stream
         * @throws LinkException when that fails, with what the operator should know
         */
        Opened open(StreamPast past, Outcomes outcomes) throws LinkException, InterruptedException;
    }

    /**
     * A link that can be used, once what was found is taken in.
     *
     * @param link the link
     * @param resumption what the stream holds
     */
    record Opened(Link link, Resumption resumption) {}
}
