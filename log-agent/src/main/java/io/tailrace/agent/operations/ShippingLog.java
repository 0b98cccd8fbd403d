package io.tailrace.agent.operations;

import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.discovery.Glob;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.shipping.Move;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.agent.source.Loss;
import io.tailrace.agent.source.Presence;
import io.tailrace.agent.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator reads: a line an input at start, a line a rotation, and each lasting condition once. */
final class ShippingLog implements ShippingEvents {

    private static final Logger log = LoggerFactory.getLogger("io.tailrace.agent");
    private static final int MANY = 10_000;

    private final List<Input> inputs;
    private final Map<Path, Input> unreadable = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private boolean started;
    private boolean checkpointFailing;
    private final Set<String> shutBecause = new HashSet<>();

    ShippingLog(List<Input> inputs) {
        this.inputs = inputs;
    }

    @Override
    public void started(Collection<Source> sources) {
        started = true;
        Map<String, Long> matched =
                sources.stream().collect(Collectors.groupingBy(s -> s.origin().input(), Collectors.counting()));
        for (Input input : inputs) {
            long files = matched.getOrDefault(input.name(), 0L);
            long refused = unreadable.values().stream().filter(input::equals).count();
            log.info(
                    "input={} paths={} exclude={} files={} unreadable={}",
                    input.name(),
                    input.paths(),
                    input.excludes(),
                    files,
                    refused);
            if (files + refused == 0) {
                log.warn(
                        "input={} matches no file yet; the nearest directory that is there: {}",
                        input.name(),
                        input.paths().stream()
                                .map(Glob::nearestDirectory)
                                .distinct()
                                .toList());
            }
        }
    }

    @Override
    public void opened(Source source) {
        if (started) {
            log.info(
                    "source={} path={} input={} new file",
                    source.origin().source(),
                    source.path(),
                    source.input().name());
        }
    }

    @Override
    public void moved(Source source) {
        if (source.presence() == Presence.RENAMED) {
            log.info(
                    "source={} path={} now={} rotated",
                    source.origin().source(),
                    source.origin().path(),
                    source.path());
        } else if (source.presence() == Presence.GONE) {
            log.info(
                    "source={} path={} size={} read={} the file is gone",
                    source.origin().source(),
                    source.path(),
                    source.size(),
                    source.read());
        }
    }

    @Override
    public void truncated(Source source, Source next) {
        log.info(
                "source={} path={} read={} the file was cut, source={} goes on with it",
                source.origin().source(),
                source.path(),
                source.read(),
                next.origin().source());
    }

    @Override
    public void held(Path path, Input input) {
        log.debug("path={} input={} held back: it may be a copy in the making", path, input.name());
    }

    @Override
    public void recognized(Copy copy) {
        log.info("source={} copy={} holds what was shipped of it, so it is not shipped", copy.source(), copy.path());
    }

    @Override
    public void damaged(Path path, String why) {
        log.warn(
                "path={} begins as a followed file does and can't be decompressed ({}): it is shipped as it is",
                path,
                why);
    }

    @Override
    public void copyFound(Source source, Copy copy) {
        log.info(
                "source={} path={} copy={} has what was not read of it, bytes={}",
                source.origin().source(),
                source.origin().path(),
                copy.path(),
                Math.max(0, copy.length() - source.next()));
    }

    @Override
    public void unreadable(Path path, Input input, Exception why) {
        if (!started) {
            unreadable.put(path, input);
        }
        String description = Unreadable.describe(path, why);
        if (once(description)) {
            log.warn("input={} {}", input.name(), description);
        }
    }

    @Override
    public void unreadable(Source source, IOException why) {
        String description = Unreadable.describe(source.path(), why);
        if (once(description)) {
            log.warn("source={} {}", source.origin().source(), description);
        }
    }

    @Override
    public void lost(Source source, Loss loss) {
        log.error(
                "source={} path={} lost={} bytes={} reason={}",
                source.origin().source(),
                source.origin().path(),
                loss.span(),
                loss.span().length(),
                loss.reason().label());
    }

    @Override
    public void released(Source source, long bytes, String why) {
        log.warn(
                "source={} path={} bytes={} a deleted file is not kept open any longer: {} (tailrace.agent.pinned)",
                source.origin().source(),
                source.origin().path(),
                bytes,
                why);
    }

    @Override
    public void opened() {
        if (!shutBecause.isEmpty()) {
            log.info("publishing again");
        }
        shutBecause.clear();
    }

    @Override
    public void shut(String why) {
        // Each reason once for as long as it lasts, however often they take turns.
        if (shutBecause.size() < MANY && shutBecause.add(why)) {
            log.warn("not publishing, the files are the buffer: {}", why);
        }
    }

    @Override
    public void moving(Identity from, Identity to) {
        log.info("this agent was {} and is {} now: it settles on its old subject first", from, to);
    }

    @Override
    public void moved(Move.Outcome outcome, String problem) {
        started = false; // The inputs are reported once more.
        if (outcome.unsettled() == 0) {
            log.info("sources={} settled on the old subject", outcome.settled());
        } else {
            log.warn(
                    "sources={} of {} could not be settled on the old subject, which may have bytes={} of them that are sent"
                            + " again now, and gets no seal of them: {}",
                    outcome.unsettled(),
                    outcome.settled() + outcome.unsettled(),
                    outcome.unsettledBytes(),
                    problem.isEmpty() ? "no answer in time" : problem);
        }
    }

    @Override
    public void checkpointed() {
        if (checkpointFailing) {
            log.info("the checkpoint is written again");
        }
        checkpointFailing = false;
    }

    @Override
    public void checkpointFailed(IOException why) {
        if (!checkpointFailing) {
            log.error(
                    "the checkpoint can't be written, a restart now would send again what it does not hold: {}",
                    why.toString());
        }
        checkpointFailing = true;
    }

    private boolean once(String what) {
        if (told.size() >= MANY) {
            told.clear();
        }
        return told.add(what);
    }
}
