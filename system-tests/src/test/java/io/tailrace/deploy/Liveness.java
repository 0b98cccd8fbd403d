package io.tailrace.deploy;

import io.tailrace.suite.process.ServiceProcess;

/** Whether a service has started: what an orchestrator asks it, which doesn't depend on NATS. */
final class Liveness {

    private Liveness() {}

    static boolean of(ServiceProcess process) {
        return process.actuator()
                .json("health/liveness")
                .filter(health -> health.path("status").asString().equals("UP"))
                .isPresent();
    }
}
