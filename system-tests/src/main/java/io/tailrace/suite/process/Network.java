package io.tailrace.suite.process;

import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.util.List;

/** How the services of a suite reach its servers. */
public interface Network extends AutoCloseable {

    /** Each service reaches each server at the server's own address. */
    Network DIRECT = (service, servers) -> servers.stream().map(NatsServer::url).toList();

    /**
     * The addresses that a service is told; asked for once a service, when the servers run.
     *
     * @param servers of the suite
     */
    List<String> addresses(Service service, List<NatsServer> servers) throws IOException;

    /** Called when everything that uses it has ended. */
    @Override
    default void close() {}
}
