package io.tailrace.agent.publish;

/** No server takes a connection at present. */
public final class NoConnectionException extends LinkException {

    private static final long serialVersionUID = 1L;

    public NoConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
