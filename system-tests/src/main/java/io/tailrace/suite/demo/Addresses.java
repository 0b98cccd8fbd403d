package io.tailrace.suite.demo;

import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.Suite;
import java.util.List;

/** Where to look while a suite runs. */
final class Addresses {

    private Addresses() {}

    static List<String> of(Suite suite) {
        return List.of(
                "  nats-server    " + suite.nats().url(),
                "  log-agent      " + endpoint(suite, Service.AGENT, "sources"),
                "  log-collector  " + endpoint(suite, Service.COLLECTOR, "ledger"),
                "  stream-admin   " + endpoint(suite, Service.ADMIN, "streams"),
                "  configuration  " + suite.directory().configuration(),
                "  archive        " + suite.directory().archive());
    }

    private static String endpoint(Suite suite, Service service, String endpoint) {
        return suite.service(service).actuator().address(endpoint).toString();
    }
}
