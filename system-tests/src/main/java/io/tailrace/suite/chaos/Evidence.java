package io.tailrace.suite.chaos;

import io.tailrace.suite.process.Actuator;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Keeps what the services say of themselves, for whoever has to find out what went wrong. */
final class Evidence {

    private static final Map<Service, String> ENDPOINTS =
            Map.of(Service.AGENT, "sources", Service.COLLECTOR, "ledger?limit=10000", Service.ADMIN, "streams");

    private Evidence() {}

    /** Writes it to {@code evidence/} of the suite's directory. */
    static void take(Suite suite) throws IOException {
        Path directory = Files.createDirectories(suite.directory().root().resolve("evidence"));
        for (Service service : Service.values()) {
            Actuator actuator = suite.service(service).actuator();
            write(actuator, "health", directory.resolve(service + "-health.json"));
            write(actuator, ENDPOINTS.getOrDefault(service, "health"), directory.resolve(service + ".json"));
        }
    }

    private static void write(Actuator actuator, String endpoint, Path file) throws IOException {
        String answer = actuator.json(endpoint).map(Object::toString).orElse("no answer");
        Files.writeString(file, answer);
    }
}
