package io.tailrace.agent;

import io.tailrace.agent.inventory.InventoryWriter;
import org.springframework.context.SmartLifecycle;

/** Has the inventory written while the agent runs: started after it and stopped before, being made of it. */
final class InventoryLifecycle implements SmartLifecycle {

    private final InventoryWriter writer;
    private volatile boolean running;

    /** @param agent whom the inventory is of */
    InventoryLifecycle(InventoryWriter writer, Agent agent) {
        this.writer = writer;
    }

    @Override
    public void start() {
        writer.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            writer.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
