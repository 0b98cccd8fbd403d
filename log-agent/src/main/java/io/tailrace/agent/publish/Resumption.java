package io.tailrace.agent.publish;

/**
 * The stream's answer to what it holds that the agent does not know of.
 *
 * @param verdict what has become of the stream
 * @param created when it was created
 * @param firstSequence of the first message that it holds, of whatever subject
 * @param barrier that the reading ended at: whatever comes later lies behind it
 * @param findings what was read: all behind the floor, or, where the position was void, all that there is of this host
 */
public record Resumption(Verdict verdict, String created, long firstSequence, Mark barrier, Findings findings) {

    /** What has become of the stream since the position that was asked with. */
    public enum Verdict {
        /** It is what it was, and more. */
        KEPT,
        /** It has lost what was last in it. */
        ROLLED_BACK,
        /** It is another one: created anew, or restored. */
        ANEW
    }
}
