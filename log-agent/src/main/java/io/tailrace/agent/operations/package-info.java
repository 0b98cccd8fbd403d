/** What an operator sees: endpoint, health and metrics. */
@NullMarked
package io.tailrace.agent.operations;

import org.jspecify.annotations.NullMarked;
