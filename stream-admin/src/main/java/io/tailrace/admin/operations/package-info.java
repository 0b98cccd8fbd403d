/** What an operator sees: endpoint, health, metrics, life cycle. */
@NullMarked
package io.tailrace.admin.operations;

import org.jspecify.annotations.NullMarked;
