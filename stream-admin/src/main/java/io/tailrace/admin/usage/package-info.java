/** How full streams are, how far consumers have come, and what may be purged to make room. */
@NullMarked
package io.tailrace.admin.usage;

import org.jspecify.annotations.NullMarked;
