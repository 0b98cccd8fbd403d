package io.tailrace.agent;

import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.publish.Link;

/** Opens links to the subject of a host. */
interface Links {

    /** To the subject that an agent of this identity ships to. */
    Link.Opener to(Identity identity);
}
