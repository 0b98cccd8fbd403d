/** What can't be exceeded: broker, client and disk with nothing of ours between them, measured in the same run. */
@NullMarked
package io.tailrace.bench.limit;

import org.jspecify.annotations.NullMarked;
