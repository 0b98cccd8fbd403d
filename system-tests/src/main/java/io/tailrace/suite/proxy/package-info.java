/** A network that fails: TCP proxies that cut, slow, hold and swallow. It knows nothing of NATS. */
@NullMarked
package io.tailrace.suite.proxy;

import org.jspecify.annotations.NullMarked;
