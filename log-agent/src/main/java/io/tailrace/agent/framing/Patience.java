package io.tailrace.agent.framing;

/** What to do with bytes that do not fill a message. */
public enum Patience {
    /** Something of the source is on its way: let bytes gather until that is acknowledged (Nagle's rule). */
    GATHER,
    /** Send whole lines at once, hold a last line without line end. */
    WHOLE_LINES,
    /** Send what there is: the last line was held long enough. */
    FLUSH
}
