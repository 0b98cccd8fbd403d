package io.tailrace.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.support.Status;
import java.util.List;

/** Calls two listeners where jnats takes one. */
final class BothListeners {

    private BothListeners() {}

    static ConnectionListener of(ConnectionListener first, ConnectionListener second) {
        return new Events(List.of(first, second));
    }

    static ErrorListener of(ErrorListener first, ErrorListener second) {
        return new Errors(List.of(first, second));
    }

    private record Events(List<ConnectionListener> listeners) implements ConnectionListener {

        /** jnats calls the other method since it has that. */
        @Override
        @Deprecated
        public void connectionEvent(Connection connection, ConnectionListener.Events event) {}

        @Override
        public void connectionEvent(
                Connection connection, ConnectionListener.Events event, Long time, String uriDetails) {
            listeners.forEach(each -> each.connectionEvent(connection, event, time, uriDetails));
        }
    }

    private record Errors(List<ErrorListener> listeners) implements ErrorListener {

        @Override
        public void errorOccurred(Connection connection, String error) {
            listeners.forEach(each -> each.errorOccurred(connection, error));
        }

        @Override
        public void exceptionOccurred(Connection connection, Exception failure) {
            listeners.forEach(each -> each.exceptionOccurred(connection, failure));
        }

        @Override
        public void slowConsumerDetected(Connection connection, Consumer consumer) {
            listeners.forEach(each -> each.slowConsumerDetected(connection, consumer));
        }

        @Override
        public void messageDiscarded(Connection connection, Message message) {
            listeners.forEach(each -> each.messageDiscarded(connection, message));
        }

        @Override
        public void heartbeatAlarm(
                Connection connection, JetStreamSubscription subscription, long lastStream, long lastConsumer) {
            listeners.forEach(each -> each.heartbeatAlarm(connection, subscription, lastStream, lastConsumer));
        }

        @Override
        public void unhandledStatus(Connection connection, JetStreamSubscription subscription, Status status) {
            listeners.forEach(each -> each.unhandledStatus(connection, subscription, status));
        }

        @Override
        public void pullStatusWarning(Connection connection, JetStreamSubscription subscription, Status status) {
            listeners.forEach(each -> each.pullStatusWarning(connection, subscription, status));
        }

        @Override
        public void pullStatusError(Connection connection, JetStreamSubscription subscription, Status status) {
            listeners.forEach(each -> each.pullStatusError(connection, subscription, status));
        }

        @Override
        public void flowControlProcessed(
                Connection connection, JetStreamSubscription subscription, String subject, FlowControlSource source) {
            listeners.forEach(each -> each.flowControlProcessed(connection, subscription, subject, source));
        }

        @Override
        public void socketWriteTimeout(Connection connection) {
            listeners.forEach(each -> each.socketWriteTimeout(connection));
        }
    }
}
