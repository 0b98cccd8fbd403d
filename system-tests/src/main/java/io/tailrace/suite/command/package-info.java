/** What the commands of {@code bin/} have in common: how they read their arguments. */
@NullMarked
package io.tailrace.suite.command;

import org.jspecify.annotations.NullMarked;
