/** Which files there are: globs, directory watches and rescans. Hands what it saw to {@code source}. */
@NullMarked
package io.tailrace.agent.discovery;

import org.jspecify.annotations.NullMarked;
