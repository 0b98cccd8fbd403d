package io.tailrace.suite.fault;

/** A process that is none. */
final class FakeVictim implements Victim {

    private final String name;
    boolean running = true;
    boolean askedToStop;
    int starts;

    FakeVictim(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long pid() {
        // Of no process: above what a kernel gives out.
        return Integer.MAX_VALUE - 1;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void kill() {
        running = false;
    }

    @Override
    public void requestStop() {
        askedToStop = true;
    }

    @Override
    public void start() {
        if (running) {
            throw new IllegalStateException(name + " runs");
        }
        running = true;
        askedToStop = false;
        starts++;
    }

    @Override
    public String lastOutput() {
        return "last words of " + name;
    }
}
