/** Directories that outlive a power failure. */
@NullMarked
package io.tailrace.disk;

import org.jspecify.annotations.NullMarked;
