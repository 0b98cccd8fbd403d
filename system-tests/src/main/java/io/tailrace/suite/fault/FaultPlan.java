package io.tailrace.suite.fault;

import io.tailrace.suite.fault.Fault.Cut;
import io.tailrace.suite.fault.Fault.Freeze;
import io.tailrace.suite.fault.Fault.HalfOpen;
import io.tailrace.suite.fault.Fault.Kill;
import io.tailrace.suite.fault.Fault.Restart;
import io.tailrace.suite.fault.Fault.Slow;
import io.tailrace.suite.fault.Fault.Wipe;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.proxy.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws what happens from a seed: the same settings and the same seed make the same plan. */
public final class FaultPlan {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_DOWN = Duration.ofSeconds(2);

    private final PlanSettings settings;
    private final RandomGenerator random;
    private final List<Part> victims = new ArrayList<>();
    private final List<Service> clients = new ArrayList<>();

    private FaultPlan(PlanSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        // The agent has the most to forget, a cluster the most to agree on.
        boolean cluster = settings.servers() > 1;
        add(Part.AGENT, cluster ? 3 : 4);
        add(Part.COLLECTOR, cluster ? 2 : 3);
        add(Part.SERVER, cluster ? 5 : 3);
        if (victims.contains(Part.AGENT) || victims.contains(Part.SERVER)) {
            clients.add(Service.AGENT);
        }
        if (victims.contains(Part.COLLECTOR) || victims.contains(Part.SERVER)) {
            clients.add(Service.COLLECTOR);
        }
    }

    private void add(Part part, int weight) {
        for (int i = 0; i < weight && settings.victims().contains(part); i++) {
            victims.add(part);
        }
    }

    /** The steps, in their order. The last one is a kill. */
    public static List<Step> draw(long seed, PlanSettings settings) {
        FaultPlan plan = new FaultPlan(settings, new SplittableRandom(seed));
        List<Step> steps = plan.faults();
        plan.addWipes(steps);
        return List.copyOf(steps);
    }

    private List<Step> faults() {
        List<Step> steps = new ArrayList<>();
        for (int kills = 0; kills < settings.kills(); ) {
            Fault fault = fault();
            steps.add(step(fault));
            kills += fault instanceof Kill ? 1 : 0;
        }
        return steps;
    }

    /** One in each of as many equal parts of the plan, never at the very end. */
    private void addWipes(List<Step> steps) {
        int part = steps.size() / Math.max(1, settings.wipes());
        for (int wipe = settings.wipes() - 1; wipe >= 0; wipe--) {
            steps.add(wipe * part + random.nextInt(Math.max(1, part)), step(new Wipe()));
        }
    }

    private Step step(Fault fault) {
        Duration pause = random.nextInt(4) == 0 ? Duration.ZERO : between(SHORTEST_PAUSE, LONGEST_PAUSE);
        return new Step(pause, random.nextInt(4) > 0, fault);
    }

    private Fault fault() {
        int drawn = random.nextInt(100);
        if (drawn < 60) {
            return new Kill(target(), random.nextBoolean() ? Duration.ZERO : between(Duration.ZERO, LONGEST_DOWN));
        } else if (drawn < 66) {
            return new Restart(target(), between(Duration.ZERO, LONGEST_DOWN));
        } else if (drawn < 74) {
            return new Freeze(target(), shortOrBeyondPatience());
        } else if (drawn < 83) {
            return new Cut(client(), random.nextBoolean() ? Duration.ZERO : between(SHORTEST_PAUSE, LONGEST_PAUSE));
        } else if (drawn < 90) {
            return slow();
        }
        return halfOpen();
    }

    private Target target() {
        Part part = victims.get(random.nextInt(victims.size()));
        int server = random.nextInt(settings.servers());
        if (part == Part.SERVER && settings.servers() > 1) {
            part = switch (random.nextInt(4)) {
                case 0 -> Part.STREAM_LEADER;
                case 1 -> Part.CONSUMER_LEADER;
                default -> Part.SERVER;
            };
        }
        return new Target(part, server);
    }

    private Service client() {
        return clients.get(random.nextInt(clients.size()));
    }

    private Slow slow() {
        // From a modem's to a good disk's, each order of magnitude as often as the other.
        long bytesPerSecond = (long) Math.pow(10, random.nextDouble(4, 6.5));
        return new Slow(client(), bytesPerSecond, between(Duration.ofSeconds(1), Duration.ofSeconds(8)));
    }

    private HalfOpen halfOpen() {
        List<Direction> directions =
                switch (random.nextInt(3)) {
                    case 0 -> List.of(Direction.TO_SERVER);
                    case 1 -> List.of(Direction.TO_CLIENT);
                    default -> List.of(Direction.values());
                };
        return new HalfOpen(client(), directions, random.nextBoolean(), shortOrBeyondPatience());
    }

    /** Now and then so long that whoever waits for an answer gives up. */
    private Duration shortOrBeyondPatience() {
        return random.nextInt(5) == 0
                ? between(Duration.ofSeconds(8), Duration.ofSeconds(14))
                : between(Duration.ofMillis(100), Duration.ofSeconds(4));
    }

    private Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
    }
}
