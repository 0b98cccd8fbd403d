package io.tailrace.agent.publish;

/** There is no way to the stream at present; the message says what stands in it. */
public class LinkException extends Exception {

    private static final long serialVersionUID = 1L;

    public LinkException(String message) {
        super(message);
    }

    public LinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
