/** Wanted against actual, field by field. */
@NullMarked
package io.tailrace.admin.plan;

import org.jspecify.annotations.NullMarked;
