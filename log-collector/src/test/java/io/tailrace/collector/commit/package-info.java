@NullMarked
package io.tailrace.collector.commit;

import org.jspecify.annotations.NullMarked;
