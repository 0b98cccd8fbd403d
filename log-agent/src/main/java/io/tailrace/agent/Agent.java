package io.tailrace.agent;

import io.tailrace.agent.Stations.Surroundings;
import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointException;
import io.tailrace.agent.checkpoint.SealedList;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.checkpoint.StateDirectory;
import io.tailrace.agent.content.Compression;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.shipping.Move;
import io.tailrace.agent.shipping.Shipper;
import io.tailrace.agent.shipping.ShipperSettings;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.agent.shipping.ShippingView;
import io.tailrace.config.InvalidConfigurationException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The agent, from start to stop: it ships, after it has settled on its old subject where it was somebody else the last time it
 * ran.
 */
public class Agent implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Agent.class);

    private final AgentProperties properties;
    private final List<Input> inputs;
    private final ShipperSettings settings;
    private final Links links;
    private final ShippingEvents events;
    private final Duration patience;

    // Guarded by this: started and stopped by Spring, exchanged by a shipping thread that has settled.
    private @Nullable StateDirectory state;
    private @Nullable Stations stations;
    private boolean stopped;

    Agent(
            AgentProperties properties,
            List<Input> inputs,
            ShipperSettings settings,
            Links links,
            ShippingEvents events,
            Duration patience) {
        this.properties = properties;
        this.inputs = inputs;
        this.settings = settings;
        this.links = links;
        this.events = events;
        this.patience = patience;
    }

    /** Takes the state directory, reads the checkpoint, and begins to look for files and for NATS. */
    @Override
    public synchronized void start() {
        stopped = false;
        try {
            StateDirectory directory = StateDirectory.open(properties.stateDirectory());
            state = directory;
            Checkpoint checkpoint = directory.checkpointFile().read().orElse(Checkpoint.nothing(settings.identity()));
            SealedList before = directory.sealedFile().read().orElse(SealedList.EMPTY);
            Clock clock = Clock.systemUTC();
            Compression.unpackInto(properties.stateDirectory());
            Surroundings surroundings = new Surroundings(
                    properties, inputs, directory, new SealedSources(before, clock), clock, new SecureRandom(), events);
            if (checkpoint.identity().isSame(settings.identity())
                    || checkpoint.entries().isEmpty()) {
                ship(surroundings, checkpoint);
            } else {
                settle(surroundings, checkpoint);
            }
        } catch (CheckpointException e) {
            throw new InvalidConfigurationException(
                    "tailrace.agent.state-directory", properties.stateDirectory(), "can't be used: " + e.getMessage());
        }
    }

    private void ship(Surroundings surroundings, Checkpoint checkpoint) {
        run(new Stations(surroundings, settings, links.to(settings.identity()), checkpoint, null));
    }

    private void settle(Surroundings surroundings, Checkpoint checkpoint) {
        events.moving(checkpoint.identity(), settings.identity());
        ReachedLinks old = new ReachedLinks(links.to(checkpoint.identity()));
        Move move = new Move(patience, old::reachedAt, surroundings.ids(), outcome -> {
            events.moved(outcome, old.problem());
            goOn(surroundings, checkpoint, outcome);
        });
        run(new Stations(surroundings, settings.as(checkpoint.identity()), old, checkpoint, move));
    }

    /** Called on the thread of the stations that have settled, which are closed but for what looks for files. */
    private synchronized void goOn(Surroundings surroundings, Checkpoint before, Move.Outcome outcome) {
        Stations settled = stations;
        if (settled != null) {
            settled.left();
        }
        if (stopped) {
            return; // The next start settles once more: what is sealed is found to be so.
        }
        Checkpoint checkpoint = outcome.checkpoint(before, settings.identity());
        try {
            surroundings.state().checkpointFile().write(checkpoint);
        } catch (IOException e) {
            events.checkpointFailed(e); // It goes on from memory.
        }
        try {
            ship(surroundings, checkpoint);
        } catch (CheckpointException e) {
            log.error("nothing is shipped: {}", e.getMessage());
            events.shut(String.valueOf(e.getMessage()));
        }
    }

    private void run(Stations next) {
        stations = next;
        next.start();
    }

    /** Answers a question about the agent's state; null while it is not running. */
    public <T> @Nullable CompletableFuture<T> ask(Function<ShippingView, T> question) {
        Shipper loop = shipper();
        return loop == null ? null : loop.ask(question);
    }

    private synchronized @Nullable Shipper shipper() {
        return stations == null ? null : stations.shipper();
    }

    @Override
    public void stop() {
        Stations running;
        StateDirectory directory;
        synchronized (this) {
            stopped = true;
            running = stations;
            directory = state;
        }
        try {
            if (running != null) {
                running.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                stations = null;
            }
            if (directory != null) {
                Stations.close("state directory", directory::close);
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return stations != null;
    }
}
