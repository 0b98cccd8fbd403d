package io.tailrace.admin.broker;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The streams of one JetStream account, configurations as the server's own JSON. */
public interface StreamApi {

    /** The configuration of a stream, null if there is no stream of that name. */
    @Nullable ObjectNode find(String name) throws BrokerException, InterruptedException;

    /**
     * Creates a stream. A stream that exists with an equal configuration is left as it is.
     *
     * @return the configuration that the server made of the request
     */
    ObjectNode create(ObjectNode config) throws BrokerException, InterruptedException;

    /** The names of the streams with a subject that overlaps this one. */
    List<String> streamsWith(String subject) throws BrokerException, InterruptedException;
}
