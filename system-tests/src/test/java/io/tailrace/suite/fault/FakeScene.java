package io.tailrace.suite.fault;

import io.tailrace.suite.process.Service;
import io.tailrace.suite.proxy.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** An agent, a collector and two servers that are none, with a line that leads nowhere. */
final class FakeScene implements Scene, AutoCloseable {

    final FakeVictim agent = new FakeVictim("log-agent");
    final FakeVictim collector = new FakeVictim("log-collector");
    final FakeVictim first = new FakeVictim("n1");
    final FakeVictim second = new FakeVictim("n2");
    final Line line;
    boolean flowing = true;
    int deletions;

    FakeScene() {
        try {
            this.line = new Line("nowhere", List.of(), () -> 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Victim> victims() {
        return List.of(first, second, agent, collector);
    }

    @Override
    public List<Victim> servers() {
        return List.of(first, second);
    }

    @Override
    public Hit find(Target target) {
        return switch (target.part()) {
            case AGENT -> new Hit(agent, target);
            case COLLECTOR -> new Hit(collector, target);
            case SERVER -> new Hit(target.server() == 0 ? first : second, target);
            // Nobody knows who leads.
            case STREAM_LEADER, CONSUMER_LEADER -> find(new Target(Part.SERVER, target.server()));
        };
    }

    @Override
    public Line line(Service client) {
        return line;
    }

    @Override
    public boolean isFlowing(Part part) {
        return flowing;
    }

    @Override
    public void deleteStores() {
        deletions++;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
