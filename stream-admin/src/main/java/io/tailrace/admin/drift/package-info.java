/** Repeats plan and apply for as long as the service runs and says once what has changed. */
@NullMarked
package io.tailrace.admin.drift;

import org.jspecify.annotations.NullMarked;
