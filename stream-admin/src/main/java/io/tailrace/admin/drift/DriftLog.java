package io.tailrace.admin.drift;

import io.tailrace.admin.apply.Result;
import io.tailrace.admin.plan.Difference;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    private final Map<String, Set<String>> differencesByName = new HashMap<>();
    private final Map<String, String> problemByName = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();

    /** Logs the news of one round. */
    void report(List<Result> results) {
        results.forEach(this::report);
    }

    private void report(Result result) {
        switch (result.outcome()) {
            case CREATED -> {
                String again = seen.add(result.name()) ? "created" : "created again, it was gone";
                log.info("stream={} {}", result.name(), again);
                found(result);
            }
            case UPDATED, RECREATED -> {
                seen.add(result.name());
                String what = result.outcome().name().toLowerCase(Locale.ROOT);
                result.plan().differences().stream()
                        .filter(difference -> difference.needs() == null)
                        .forEach(done -> log.info("stream={} {}: {}", result.name(), what, done));
                result.plan().consequences().forEach(done -> log.warn("stream={} {}: {}", result.name(), what, done));
                differencesByName.remove(result.name());
                found(result);
            }
            case PRUNED ->
                log.warn(
                        "stream={} pruned, it is no longer declared: {}",
                        result.name(),
                        result.plan().consequences());
            case EQUAL, DIFFERENT -> found(result);
            case REFUSED, UNKNOWN, INVALID -> failed(result, String.valueOf(result.problem()));
        }
    }

    private void found(Result result) {
        if (result.problem() == null) {
            recovered(result);
        } else {
            failed(result, result.problem());
        }
        Set<String> before = differencesByName.getOrDefault(result.name(), Set.of());
        Set<String> now = texts(result);
        if (seen.add(result.name()) && now.isEmpty()) {
            log.info("stream={} is as declared", result.name());
        }
        forEachMissing(now, before, difference -> log.warn("stream={} differs: {}", result.name(), difference));
        forEachMissing(before, now, difference -> log.info("stream={} no longer: {}", result.name(), difference));
        differencesByName.put(result.name(), now);
    }

    private void failed(Result result, String problem) {
        if (!problem.equals(problemByName.put(result.name(), problem))) {
            log.warn("stream={} {}", result.name(), problem);
        }
    }

    private void recovered(Result result) {
        if (problemByName.remove(result.name()) != null) {
            log.info("stream={} can be reached again", result.name());
        }
    }

    private static Set<String> texts(Result result) {
        Set<String> texts =
                result.differences().stream().map(Difference::toString).collect(Collectors.toCollection(TreeSet::new));
        if (result.plan().declaredAt() == null && result.plan().needs() != null) {
            texts.add("no longer declared, stays without " + result.plan().needs());
        }
        return texts;
    }

    private static void forEachMissing(Set<String> of, Set<String> in, Consumer<String> action) {
        of.stream().filter(text -> !in.contains(text)).forEach(action);
    }
}
