/** What the agent says that it has, for whoever wants to know whether all of it has arrived. */
@NullMarked
package io.tailrace.agent.inventory;

import org.jspecify.annotations.NullMarked;
