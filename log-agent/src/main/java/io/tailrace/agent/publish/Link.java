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

    /** Ends it, whatever is on its way. */
    @Override
    void close();

    /** Told what becomes of messages, on any thread. */
    interface Outcomes {

        /**
         * The stream has it.
         *
         * @param duplicate it had it before
         */
        void acked(Outgoing message, boolean duplicate);

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
         * Connects once. Blocks.
         *
         * @throws LinkException when that fails, with what the operator should know
         */
        Link open(Outcomes outcomes) throws LinkException, InterruptedException;
    }
}
