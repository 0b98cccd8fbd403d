/** A disk for tests of what has to survive a crash: it forgets what was not made durable. */
@NullMarked
package io.tailrace.testing.disk;

import org.jspecify.annotations.NullMarked;
