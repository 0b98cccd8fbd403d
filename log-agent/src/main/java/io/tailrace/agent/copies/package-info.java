/** Which other file holds a source's bytes: the copy that copytruncate made, what compression made of it, a file that was moved. */
@NullMarked
package io.tailrace.agent.copies;

import org.jspecify.annotations.NullMarked;
