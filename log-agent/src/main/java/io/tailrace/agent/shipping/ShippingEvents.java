package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.framing.Frame;
import io.tailrace.agent.publish.PublishEvents;
import io.tailrace.agent.publish.Resumption;
import io.tailrace.agent.source.Loss;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.SourceEvents;
import java.io.IOException;
import java.util.Collection;

/** Everything that happens in the agent, for logs and metrics. Called on the shipping thread. */
public interface ShippingEvents extends SourceEvents, PublishEvents {

    /** The first look at all inputs is done. */
    default void started(Collection<Source> sources) {}

    /** The stream was asked what it holds, and the answer was taken in. */
    default void resumed(Resumption resumption) {}

    /** Bytes were read and cut into a message. */
    default void read(Source source, Frame frame) {}

    /** A source's file can't be read any more. */
    default void unreadable(Source source, IOException why) {}

    /** Bytes of a source that has ended can't be shipped any more. */
    default void lost(Source source, Loss loss) {}

    /**
     * A deleted file is not kept open any longer.
     *
     * @param bytes what it held on disk
     */
    default void released(Source source, long bytes, String why) {}

    /** A source has ended, and its seal was acknowledged. */
    default void sealed(Source source) {}

    /** The agent is somebody else than it was, and settles on its old subject first. */
    default void moving(Identity from, Identity to) {}

    /**
     * It has settled, or could not in time, and goes on.
     *
     * @param problem what kept it from it the last time, empty when nothing did
     */
    default void moved(Move.Outcome outcome, String problem) {}

    /** The checkpoint was written. */
    default void checkpointed() {}

    /** The checkpoint can't be written; the agent goes on from memory. */
    default void checkpointFailed(IOException why) {}
}
