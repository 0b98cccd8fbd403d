/** Writes logs, rotates them, and keeps its own record of every byte. It knows nothing of the services. */
@NullMarked
package io.tailrace.suite.writer;

import org.jspecify.annotations.NullMarked;
