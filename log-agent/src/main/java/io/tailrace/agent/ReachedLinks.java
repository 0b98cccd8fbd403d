package io.tailrace.agent;

import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.LinkException;
import io.tailrace.agent.publish.NoConnectionException;
import io.tailrace.agent.publish.StreamPast;
import io.tailrace.agent.shipping.Move;

/** Links that know since when there has been a server: what can't be said to none is not given up for that. */
final class ReachedLinks implements Link.Opener {

    private final Link.Opener links;
    private volatile long reachedAt = Move.NEVER;
    private volatile String problem = "";

    ReachedLinks(Link.Opener links) {
        this.links = links;
    }

    @Override
    public Link.Opened open(StreamPast past, Link.Outcomes outcomes) throws LinkException, InterruptedException {
        try {
            Link.Opened opened = links.open(past, outcomes);
            reached();
            return opened;
        } catch (NoConnectionException e) {
            throw e;
        } catch (LinkException e) {
            problem = String.valueOf(e.getMessage());
            reached();
            throw e;
        }
    }

    private void reached() {
        if (reachedAt == Move.NEVER) {
            reachedAt = System.nanoTime();
        }
    }

    /** When a server was reached first, in {@link System#nanoTime()}; {@link Move#NEVER} as long as none was. */
    long reachedAt() {
        return reachedAt;
    }

    /** Why there was no link, the last time; empty if there was one each time. */
    String problem() {
        return problem;
    }
}
