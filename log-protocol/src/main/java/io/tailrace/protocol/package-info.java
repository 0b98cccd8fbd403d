/** The wire contract between agent, broker and collector: subjects, spans, sources and headers. No I/O, no framework. */
@NullMarked
package io.tailrace.protocol;

import org.jspecify.annotations.NullMarked;
