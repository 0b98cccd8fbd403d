package io.tailrace.admin.broker;

/** There was no answer: whether the request was carried out is not known. */
public final class UnavailableException extends BrokerException {

    public UnavailableException(String message) {
        super(message);
    }
}
