package io.tailrace.agent.framing;

import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.Span;

/**
 * The bytes of one message.
 *
 * @param span where they are in their source
 * @param payload they themselves, as many as the span is long
 * @param linePart whether they are whole lines
 * @param lines number of line ends among them
 */
@SuppressWarnings("ArrayRecordComponent") // jnats takes the array as it is; nobody compares frames
public record Frame(Span span, byte[] payload, LinePart linePart, int lines) {}
