/** What every service's configuration has in common: shared keys, the check of all keys, and errors that say what to do. */
@NullMarked
package io.tailrace.config;

import org.jspecify.annotations.NullMarked;
