package io.tailrace.admin.drift;

import io.tailrace.admin.apply.StreamResult;
import io.tailrace.admin.plan.Difference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what has changed since the last round: a difference once when it appears and once when it goes, a failure once
 * until it is another one. Confined to the thread that runs the rounds.
 */
final class DriftLog {

    private static final Logger log = LoggerFactory.getLogger(DriftLog.class);

    private final Map<String, Set<String>> differencesByStream = new HashMap<>();
    private final Map<String, String> problemByStream = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();

    /** Logs the news of one round. */
    void report(List<StreamResult> results) {
        results.forEach(this::report);
    }

    private void report(StreamResult result) {
        switch (result.outcome()) {
            case CREATED -> created(result);
            case EQUAL, DIFFERENT -> found(result);
            case REFUSED, UNKNOWN -> failed(result, String.valueOf(result.problem()));
        }
    }

    private void created(StreamResult result) {
        recovered(result);
        String again = seen.add(result.name()) ? "created" : "created again, it was gone";
        log.info("stream={} {}", result.name(), again);
        for (Difference dropped : result.differences()) {
            log.warn("stream={} the server did not do as asked: {}", result.name(), dropped);
        }
        differencesByStream.put(result.name(), texts(result));
    }

    private void found(StreamResult result) {
        recovered(result);
        Set<String> before = differencesByStream.getOrDefault(result.name(), Set.of());
        Set<String> now = texts(result);
        if (seen.add(result.name()) && now.isEmpty()) {
            log.info("stream={} is as declared", result.name());
        }
        forEachMissing(now, before, difference -> log.warn("stream={} differs: {}", result.name(), difference));
        forEachMissing(before, now, difference -> log.info("stream={} no longer: {}", result.name(), difference));
        differencesByStream.put(result.name(), now);
    }

    private void failed(StreamResult result, String problem) {
        if (!problem.equals(problemByStream.put(result.name(), problem))) {
            log.warn("stream={} {}", result.name(), problem);
        }
    }

    private void recovered(StreamResult result) {
        if (problemByStream.remove(result.name()) != null) {
            log.info("stream={} can be reached again", result.name());
        }
    }

    private static Set<String> texts(StreamResult result) {
        return result.differences().stream().map(Difference::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void forEachMissing(Set<String> of, Set<String> in, Consumer<String> action) {
        of.stream().filter(text -> !in.contains(text)).forEach(action);
    }
}
