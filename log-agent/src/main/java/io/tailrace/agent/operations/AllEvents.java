package io.tailrace.agent.operations;

import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.framing.Frame;
import io.tailrace.agent.publish.Outgoing;
import io.tailrace.agent.publish.Resumption;
import io.tailrace.agent.shipping.Move;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.agent.source.Loss;
import io.tailrace.agent.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Tells each listener in turn. */
final class AllEvents implements ShippingEvents {

    private final List<ShippingEvents> listeners;

    AllEvents(List<ShippingEvents> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    private void tell(Consumer<ShippingEvents> event) {
        listeners.forEach(event);
    }

    @Override
    public void started(Collection<Source> sources) {
        tell(listener -> listener.started(sources));
    }

    @Override
    public void opened(Source source) {
        tell(listener -> listener.opened(source));
    }

    @Override
    public void resumed(Source source) {
        tell(listener -> listener.resumed(source));
    }

    @Override
    public void moved(Source source) {
        tell(listener -> listener.moved(source));
    }

    @Override
    public void truncated(Source source, Source next) {
        tell(listener -> listener.truncated(source, next));
    }

    @Override
    public void held(Path path, Input input) {
        tell(listener -> listener.held(path, input));
    }

    @Override
    public void recognized(Copy copy) {
        tell(listener -> listener.recognized(copy));
    }

    @Override
    public void damaged(Path path, String why) {
        tell(listener -> listener.damaged(path, why));
    }

    @Override
    public void copyFound(Source source, Copy copy) {
        tell(listener -> listener.copyFound(source, copy));
    }

    @Override
    public void nothingFound(Source source) {
        tell(listener -> listener.nothingFound(source));
    }

    @Override
    public void unreadable(Path path, Input input, Exception why) {
        tell(listener -> listener.unreadable(path, input, why));
    }

    @Override
    public void unreadable(Source source, IOException why) {
        tell(listener -> listener.unreadable(source, why));
    }

    @Override
    public void read(Source source, Frame frame) {
        tell(listener -> listener.read(source, frame));
    }

    @Override
    public void sent(Outgoing message) {
        tell(listener -> listener.sent(message));
    }

    @Override
    public void sentAgain(Outgoing message) {
        tell(listener -> listener.sentAgain(message));
    }

    @Override
    public void acked(Outgoing message, boolean found) {
        tell(listener -> listener.acked(message, found));
    }

    @Override
    public void refused(Outgoing message, String why) {
        tell(listener -> listener.refused(message, why));
    }

    @Override
    public void resumed(Resumption resumption) {
        tell(listener -> listener.resumed(resumption));
    }

    @Override
    public void opened() {
        tell(ShippingEvents::opened);
    }

    @Override
    public void shut(String why) {
        tell(listener -> listener.shut(why));
    }

    @Override
    public void lost(Source source, Loss loss) {
        tell(listener -> listener.lost(source, loss));
    }

    @Override
    public void released(Source source, long bytes, String why) {
        tell(listener -> listener.released(source, bytes, why));
    }

    @Override
    public void sealed(Source source) {
        tell(listener -> listener.sealed(source));
    }

    @Override
    public void moving(Identity from, Identity to) {
        tell(listener -> listener.moving(from, to));
    }

    @Override
    public void moved(Move.Outcome outcome, String problem) {
        tell(listener -> listener.moved(outcome, problem));
    }

    @Override
    public void checkpointed() {
        tell(ShippingEvents::checkpointed);
    }

    @Override
    public void checkpointFailed(IOException why) {
        tell(listener -> listener.checkpointFailed(why));
    }
}
