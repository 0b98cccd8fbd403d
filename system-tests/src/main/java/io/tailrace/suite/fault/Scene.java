package io.tailrace.suite.fault;

import io.tailrace.suite.process.Service;
import io.tailrace.suite.proxy.Line;
import java.io.IOException;
import java.util.List;

/** Everything that faults can hit. */
interface Scene {

    /** All processes. */
    List<Victim> victims();

    /** All servers. */
    List<Victim> servers();

    /**
     * Who is meant.
     *
     * @param victim the process
     * @param target the same as asked for, or less particular where nobody knows who leads at present
     */
    record Hit(Victim victim, Target target) {}

    /** Finds who is meant at this moment. */
    Hit find(Target target);

    Line line(Service client);

    /** Whether bytes of logs went through a part just now. */
    boolean isFlowing(Part part);

    /** Deletes what all servers stored. None of them runs. */
    void deleteStores() throws IOException;
}
