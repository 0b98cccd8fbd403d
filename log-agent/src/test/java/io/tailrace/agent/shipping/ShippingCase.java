package io.tailrace.agent.shipping;

import io.tailrace.agent.shipping.Disk.Generation;
import io.tailrace.agent.shipping.FakeStream.Fate;
import io.tailrace.agent.shipping.Operation.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One history: the operations of a list, and then all that is to come of them. */
final class ShippingCase {

    private final List<Operation> operations;
    private final ShippingWorld world;
    private final ShippingModel model;
    private final Disk disk;
    private final FakeStream stream;

    /** @param directories empty ones */
    ShippingCase(List<Operation> operations, CaseDirectories directories) {
        this.operations = operations;
        int setup = operations.isEmpty() || operations.get(0).kind() != Kind.SETUP
                ? 0
                : operations.get(0).detail();
        this.world = new ShippingWorld(directories, setup);
        this.model = new ShippingModel(world);
        this.disk = world.disk;
        this.stream = world.stream;
    }

    /** Goes through all of it. */
    void run() throws IOException, InterruptedException {
        for (Operation operation : operations) {
            disk.note("[" + operation + "]");
            run(operation);
        }
        finish();
        model.check();
    }

    /** What happened, and how it stands. */
    List<String> history() {
        disk.note(world.settings());
        SimulatedAgent agent = world.agent();
        if (agent != null) {
            ShippingView view = agent.view();
            view.sources()
                    .forEach(source -> disk.note("%s at %s read=%s acked=%s ending=%s seal=%s searched=%s rest=%s"
                            .formatted(
                                    source.origin().source().shortId(),
                                    source.path().getFileName(),
                                    source.read(),
                                    source.acked(),
                                    source.ending(),
                                    source.seal(),
                                    source.isSearched(),
                                    source.rest())));
            view.held().forEach(held -> disk.note("held " + held.sighting()));
            view.copies().forEach(copy -> disk.note(copy.toString()));
            view.sealed().all().forEach(one -> disk.note(one.toString()));
        }
        return disk.history();
    }

    /** Ends what still runs. */
    void end() throws IOException {
        world.kill();
    }

    private void run(Operation operation) throws IOException, InterruptedException {
        Random random = new Random(operation.detail());
        String name = operation.file() + ".log";
        boolean there = disk.has(name);
        switch (operation.kind()) {
            case SETUP -> {} // Done before all others.
            case APPEND, PARTIAL -> append(name, random, operation.kind() == Kind.APPEND);
            case ROTATE -> rotate(name, random);
            case COPYTRUNCATE -> copyTruncate(name, random);
            case TRUNCATE -> truncate(name, random);
            case DELETE -> delete(name, random);
            case REUSE -> {
                if (there) {
                    Generation before = disk.at(name);
                    delete(name, random);
                    disk.createAgain(name, before.key);
                }
            }
            case LATE -> late(name + ".1", random);
            case EXPIRE -> delete(name + ".2", random);
            case COMPRESS -> compress(name + "." + (1 + random.nextInt(3)), random);
            case BACKUP -> backup(name, random);
            default -> runAgents(operation, name, random);
        }
    }

    private void runAgents(Operation operation, String name, Random random) throws IOException, InterruptedException {
        SimulatedAgent agent = world.agent();
        if (operation.kind() == Kind.TURNS) {
            world.simulation.turns(operation.detail());
        } else if (operation.kind() == Kind.PAUSE) {
            pause(operation.detail());
        } else if (agent == null) {
            runWithoutAgent(operation, random);
        } else {
            switch (operation.kind()) {
                case LOOK -> agent.look();
                case NOTICE -> agent.modified(disk.path(name));
                case AWAIT -> model.awaitArrival();
                case STOP -> {
                    world.stop();
                    model.stopped();
                }
                case KILL -> {
                    world.kill();
                    model.killed();
                    model.stopped();
                }
                default -> runStream(operation);
            }
        }
    }

    private void runWithoutAgent(Operation operation, Random random) throws IOException {
        switch (operation.kind()) {
            case START -> start();
            case LOSE_CHECKPOINT -> lose(operation.detail() == 0);
            case DAMAGE_CHECKPOINT -> world.damageCheckpoint(random);
            default -> runStream(operation);
        }
    }

    private void runStream(Operation operation) {
        switch (operation.kind()) {
            case ACK_LOST -> stream.meet(Fate.ACK_LOST);
            case UNDERWAY -> stream.meet(Fate.UNDERWAY);
            case NOT_SENT -> stream.meet(Fate.NOT_SENT);
            case SILENCE -> stream.meet(Fate.SILENCE);
            case REFUSED -> stream.meet(Fate.REFUSED);
            case SLOW -> stream.meet(Fate.LATE);
            case ARRIVE -> stream.arriveLate();
            case DISCONNECT -> stream.breakLink();
            case AWAY -> stream.away(true);
            case BACK -> stream.away(false);
            case FORGET_IDS -> stream.forgetIds();
            case EVICT -> {
                stream.dropOldest(operation.detail());
                model.dropped();
            }
            case PURGE -> {
                stream.dropOldest(Integer.MAX_VALUE);
                model.dropped();
            }
            case ROLL_BACK -> stream.rollBack(operation.detail() / 2, operation.detail() % 2 == 0);
            case RECREATE -> stream.createAnew(operation.detail() == 0);
            default -> {} // Not without an agent, or not with one.
        }
    }

    private void pause(int detail) {
        world.simulation.advance(detail < 90 ? Duration.ofMillis(detail) : Duration.ofSeconds(detail - 89));
    }

    /** What is there is damaged or missing: the operator moves it away, and the agent begins anew. */
    private void start() throws IOException {
        if (!world.start()) {
            lose(true);
            world.start();
        }
    }

    private void lose(boolean everything) throws IOException {
        world.loseCheckpoint(everything);
        model.forgotten();
    }

    private void append(String name, Random random, boolean whole) throws IOException {
        if (!disk.has(name)) {
            disk.create(name);
        }
        disk.append(name, random, whole);
    }

    private void rotate(String name, Random random) throws IOException {
        if (!disk.has(name)) {
            return;
        }
        delete(name + ".3", random);
        for (int i = 2; i >= 1; i--) {
            rename(name + "." + i, name + "." + (i + 1), random);
        }
        rename(name, name + ".1", random);
        if (random.nextBoolean()) {
            disk.create(name);
            if (random.nextBoolean()) {
                disk.append(name, random, true);
            }
        }
    }

    private void rename(String from, String to, Random random) throws IOException {
        if (disk.has(from)) {
            model.renaming(disk.at(from), mostly(random));
            disk.rename(from, to);
        }
    }

    private void copyTruncate(String name, Random random) throws IOException {
        String copy = name + ".1";
        if (!disk.has(name) || disk.at(name).content().length == 0 || disk.has(copy)) {
            return;
        }
        Generation generation = disk.at(name);
        boolean serves = model.copyServes(generation);
        disk.copy(name, copy, random, () -> meanwhile(copy, random));
        meanwhile(copy, random);
        model.copied(generation, copy, serves);
        disk.truncate(name);
        appendPerhaps(name, random);
    }

    private void truncate(String name, Random random) throws IOException {
        if (!disk.has(name) || disk.at(name).content().length == 0) {
            return;
        }
        model.cutting(disk.at(name), mostly(random));
        disk.truncate(name);
        appendPerhaps(name, random);
    }

    private void appendPerhaps(String name, Random random) throws IOException {
        if (random.nextBoolean()) {
            disk.append(name, random, random.nextInt(4) > 0);
        }
    }

    private void delete(String name, Random random) throws IOException {
        if (disk.has(name)) {
            model.deleting(disk.at(name), mostly(random));
            disk.delete(name);
        }
    }

    private void compress(String name, Random random) throws IOException {
        Path compressed = disk.path(name + ".gz");
        if (!disk.has(name) || Files.exists(compressed)) {
            Files.deleteIfExists(compressed);
            return;
        }
        model.compressing(disk.at(name), mostly(random));
        disk.compress(name, random, () -> meanwhile(name, random));
        meanwhile(name, random);
    }

    /** A copy that is none of a rotator's. */
    private void backup(String name, Random random) throws IOException {
        String backup = "backup.log";
        if (!disk.has(backup)) {
            if (disk.has(name)) {
                disk.copy(name, backup, random, () -> meanwhile(backup, random));
            }
        } else if (random.nextBoolean()) {
            late(backup, random);
        } else {
            delete(backup, random);
        }
    }

    /** Whoever had the file open before it was renamed goes on writing. */
    private void late(String name, Random random) throws IOException {
        if (disk.has(name)) {
            model.goingOn(name, disk.at(name));
            disk.append(name, random, random.nextInt(4) > 0);
        }
    }

    /** What the agent does while something takes its time: it is told of it, or not. */
    private void meanwhile(String name, Random random) {
        SimulatedAgent agent = world.agent();
        if (agent != null) {
            switch (random.nextInt(3)) {
                case 0 -> agent.look();
                case 1 -> agent.modified(disk.path(name));
                default -> {} // It has to find out by itself.
            }
            world.simulation.turns(random.nextInt(10));
        }
    }

    /** Whether to wait for the agent to have seen what will not be there any more. */
    private static boolean mostly(Random random) {
        return random.nextInt(3) > 0;
    }

    private void finish() throws IOException, InterruptedException {
        stream.heal();
        if (world.agent() == null) {
            start();
        }
        SimulatedAgent agent = world.agent();
        if (agent != null) {
            model.awaitEnd(agent);
            world.stop();
        }
    }
}
