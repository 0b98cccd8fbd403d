package io.tailrace.admin.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The streams and consumers of one JetStream account, configurations as the server's own JSON. */
public interface StreamApi {

    /** The version of the server that the connection is to, empty while there is none. */
    String serverVersion();

    /** A stream, null if there is none of that name. */
    @Nullable StreamInfo find(String name) throws BrokerException, InterruptedException;

    /** All streams, in the server's order. */
    List<StreamInfo> streams() throws BrokerException, InterruptedException;

    /**
     * Creates a stream. A stream that exists with an equal configuration is left as it is.
     *
     * @return what the server made of the request
     */
    StreamInfo create(ObjectNode config) throws BrokerException, InterruptedException;

    /**
     * Gives a stream another configuration.
     *
     * @param config all of it
     * @return what the server made of the request
     */
    StreamInfo update(ObjectNode config) throws BrokerException, InterruptedException;

    /** Deletes a stream with its messages and consumers. */
    void delete(String name) throws BrokerException, InterruptedException;

    /** Deletes the messages before a sequence and says how many there were. */
    long purge(String name, long before) throws BrokerException, InterruptedException;

    /** How many messages of each subject are stored. */
    Map<String, Long> subjects(String name) throws BrokerException, InterruptedException;

    /** The names of the streams with a subject that overlaps this one. */
    List<String> streamsWith(String subject) throws BrokerException, InterruptedException;

    /** A consumer, null if there is none of that name, or no such stream. */
    @Nullable ConsumerInfo consumer(String stream, String name) throws BrokerException, InterruptedException;

    /** All consumers of a stream. */
    List<ConsumerInfo> consumers(String stream) throws BrokerException, InterruptedException;

    /**
     * Creates a consumer, or gives it another configuration.
     *
     * @param config all of it, with its name
     * @return what the server made of the request
     */
    ConsumerInfo put(String stream, ObjectNode config) throws BrokerException, InterruptedException;

    /**
     * Has a consumer pause, which an update doesn't.
     *
     * @param until null to go on
     */
    void pause(String stream, String name, @Nullable String until) throws BrokerException, InterruptedException;

    /** Deletes a consumer with its position. */
    void deleteConsumer(String stream, String name) throws BrokerException, InterruptedException;

    /**
     * Stores a message.
     *
     * @return its sequence
     */
    long publish(String subject, String body, Map<String, String> headers) throws BrokerException, InterruptedException;

    /** Deletes one message. */
    void deleteMessage(String stream, long sequence) throws BrokerException, InterruptedException;

    /**
     * Copies a stream with its messages and consumers into a directory, from which {@code nats stream restore} makes
     * it again. It returns once all of it is on disk.
     *
     * @param meanwhile called now and then
     */
    void backUp(String stream, Path directory, Runnable meanwhile) throws BrokerException, InterruptedException;
}
