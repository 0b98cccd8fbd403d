package io.tailrace.suite.fault;

import io.tailrace.suite.process.ServiceProcess;

/** A service. */
record ServiceVictim(ServiceProcess process) implements Victim {

    @Override
    public String name() {
        return process.service().toString();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void requestStop() {
        process.requestStop();
    }

    @Override
    public void start() {
        process.start();
    }

    @Override
    public String lastOutput() {
        return process.lastOutput();
    }
}
