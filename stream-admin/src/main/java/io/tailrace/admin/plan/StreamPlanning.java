package io.tailrace.admin.plan;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.ConsumerInfo;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.Field;
import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.declaration.StreamFields;
import io.tailrace.admin.plan.Difference.Kind;
import io.tailrace.admin.plan.Plan.Step;
import io.tailrace.protocol.Partitioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plans one stream.
 *
 * @param api tells more where it is needed
 * @param declaration what is wanted
 * @param permissions what may be destroyed
 */
record StreamPlanning(StreamApi api, StreamDeclaration declaration, Permissions permissions) {

    private static final String METADATA = "metadata";
    private static final String WINDOW = "duplicate_window";

    Plan plan(@Nullable StreamInfo actual) throws BrokerException, InterruptedException {
        ServerVersion server = ServerVersion.parse(api.serverVersion());
        Comparison comparison = new Comparison(StreamFields.TABLE, server);
        ObjectNode wanted = withMarks(actual);
        if (actual == null) {
            ObjectNode creation = Overlay.creation(Supported.of(StreamFields.TABLE, declaration.creation(), server)
                    .config());
            return plan(Step.CREATE, unsupported(comparison, wanted), null, creation, List.of(), null);
        }
        ObjectNode supported = Supported.of(StreamFields.TABLE, wanted, server).config();
        ObjectNode target = target(actual.config(), supported);
        List<Difference> differences =
                withLosses(comparison.differences(wanted, actual.config()), Loss.ofUpdate(actual, target, api));
        String missing = permissions.missingToRecreate(target());
        boolean recreate = differences.stream().anyMatch(difference -> difference.kind() == Kind.RECREATE);
        if (recreate && missing == null) {
            List<Difference> permitted =
                    differences.stream().map(each -> each.permitted()).toList();
            return plan(Step.RECREATE, permitted, actual, target, destroyed(actual), null);
        }
        List<Difference> settled = recreate
                ? differences.stream()
                        .map(each -> each.kind() == Kind.RECREATE ? each.needing(Kind.RECREATE, missing) : each)
                        .toList()
                : differences;
        List<String> consequences = recreate ? destroyed(actual) : List.of();
        String needs = settled.stream()
                .filter(each -> each.kind() != Kind.UNSUPPORTED)
                .map(Difference::needs)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" and "));
        ObjectNode request = request(actual, supported, settled);
        return plan(step(settled, actual, request), settled, actual, request, consequences, needs);
    }

    private Target target() {
        return Target.of(declaration.name());
    }

    /** A mark with another value is a difference, a missing one is not; whose stream it is stays as it is. */
    private ObjectNode withMarks(@Nullable StreamInfo actual) {
        String key = Partitioning.STREAM_METADATA_KEY;
        String mark = declaration.marks().get(key);
        JsonNode found = actual == null ? null : actual.config().path(METADATA).get(key);
        if (mark == null || found == null || declaration.config().path(METADATA).has(key)) {
            return declaration.config();
        }
        ObjectNode config = declaration.config().deepCopy();
        config.withObject(METADATA).put(key, mark);
        return config;
    }

    /** What is declared, and the marks, which are no surprise either. */
    private ObjectNode known() {
        ObjectNode known = declaration.config().deepCopy();
        declaration.marks().forEach((mark, value) -> known.withObject(METADATA).put(mark, value));
        return known;
    }

    /** What is wanted over what is there. A duplicate window that follows the age goes on following it. */
    private static ObjectNode target(ObjectNode actual, ObjectNode wanted) {
        ObjectNode target = Overlay.merge(actual, wanted);
        Field window = Objects.requireNonNull(StreamFields.TABLE.named(WINDOW));
        JsonNode usual = Canonical.value(window, window.undeclared().apply(actual));
        if (!wanted.has(WINDOW) && Objects.equals(usual, Canonical.value(window, actual.get(WINDOW)))) {
            target.set(WINDOW, window.undeclared().apply(target));
        }
        return target;
    }

    private List<Difference> withLosses(List<Difference> differences, Map<String, String> losses) {
        String missing = permissions.missingToLose(declaration.name());
        return differences.stream()
                .map(each -> losses.containsKey(each.field()) && each.kind() == Kind.UPDATE
                        ? each.needing(Kind.LOSSY_UPDATE, missing).saying("deletes " + losses.get(each.field()))
                        : each)
                .toList();
    }

    /** Everything that may be done, without what may not. */
    private static ObjectNode request(StreamInfo actual, ObjectNode wanted, List<Difference> differences) {
        ObjectNode doable = wanted.deepCopy();
        for (Difference difference : differences) {
            if (difference.needs() != null) {
                String field = difference.field();
                int dot = field.indexOf('.');
                doable.remove(dot < 0 ? field : field.substring(0, dot));
            }
        }
        return target(actual.config(), doable);
    }

    private Step step(List<Difference> differences, StreamInfo actual, ObjectNode request)
            throws BrokerException, InterruptedException {
        if (differences.isEmpty()) {
            return Step.NONE;
        }
        boolean some = differences.stream().anyMatch(difference -> difference.needs() == null);
        // What is left of a request may mean something else than the whole of it.
        boolean safe = permissions.missingToLose(declaration.name()) == null
                || Loss.ofUpdate(actual, request, api).isEmpty();
        return some && safe ? Step.UPDATE : Step.BLOCKED;
    }

    private static List<Difference> unsupported(Comparison comparison, ObjectNode wanted) {
        return comparison.differences(wanted, wanted.deepCopy()).stream()
                .filter(difference -> difference.kind() == Kind.UNSUPPORTED)
                .toList();
    }

    private List<String> destroyed(StreamInfo actual) throws BrokerException, InterruptedException {
        List<String> consequences = new ArrayList<>();
        consequences.add("destroys " + actual.messages() + " messages, " + actual.bytes() + " bytes");
        String consumers = api.consumers(declaration.name()).stream()
                .map(ConsumerInfo::name)
                .collect(Collectors.joining(", "));
        if (!consumers.isEmpty()) {
            consequences.add("destroys the consumers " + consumers + "; only declared ones are created again");
        }
        if (declaration.marks().containsKey(Partitioning.STREAM_METADATA_KEY)) {
            consequences.add(
                    "agents send again what is still on their disks, from where their checkpoints are; what was"
                            + " rotated away and not archived is lost");
        }
        return consequences;
    }

    private Plan plan(
            Step step,
            List<Difference> differences,
            @Nullable StreamInfo actual,
            ObjectNode request,
            List<String> consequences,
            @Nullable String needs) {
        ServerVersion server = ServerVersion.parse(api.serverVersion());
        return new Plan(
                target(),
                declaration.key(),
                step,
                differences,
                actual == null
                        ? List.of()
                        : new Comparison(StreamFields.TABLE, server).undeclared(known(), actual.config()),
                declaration.config(),
                request,
                actual == null ? null : actual.config(),
                consequences,
                needs == null || needs.isEmpty() ? null : needs,
                null);
    }
}
