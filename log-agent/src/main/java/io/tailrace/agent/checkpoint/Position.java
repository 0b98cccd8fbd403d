package io.tailrace.agent.checkpoint;

/**
 * A place in the stream, by a message that was acknowledged there.
 *
 * @param created when the stream was created, as the server says
 * @param sequence the message's
 * @param messageId its {@code Nats-Msg-Id}: another message there means that the stream is not what it was
 */
public record Position(String created, long sequence, String messageId) {}
