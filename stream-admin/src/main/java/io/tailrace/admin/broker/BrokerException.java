package io.tailrace.admin.broker;

/** The broker did not do what it was asked for. */
public abstract sealed class BrokerException extends Exception permits RefusedException, UnavailableException {

    BrokerException(String message) {
        super(message);
    }
}
