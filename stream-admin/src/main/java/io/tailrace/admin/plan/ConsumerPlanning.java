package io.tailrace.admin.plan;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.ConsumerInfo;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.ConsumerDeclaration;
import io.tailrace.admin.declaration.ConsumerFields;
import io.tailrace.admin.declaration.ServerVersion;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Difference.Kind;
import io.tailrace.admin.plan.Plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plans one consumer.
 *
 * @param api the broker
 * @param stream its stream
 * @param declaration what is wanted
 * @param permissions what may be destroyed
 */
record ConsumerPlanning(
        StreamApi api, StreamDeclaration stream, ConsumerDeclaration declaration, Permissions permissions) {

    private static final List<String> FILTERS = List.of("filter_subject", "filter_subjects");

    Plan plan(boolean empty) throws BrokerException, InterruptedException {
        ServerVersion server = ServerVersion.parse(api.serverVersion());
        Comparison comparison = new Comparison(ConsumerFields.TABLE, server);
        ConsumerInfo actual = empty ? null : api.consumer(stream.name(), declaration.name());
        Supported supported = Supported.of(ConsumerFields.TABLE, declaration.config(), server);
        if (actual == null) {
            ObjectNode creation = Supported.of(ConsumerFields.TABLE, declaration.creation(), server)
                    .config();
            List<Difference> missing = comparison.differences(
                    declaration.config(), declaration.config().deepCopy());
            return plan(Step.CREATE, missing, null, withOwner(creation, server), List.of(), null);
        }
        List<Difference> differences = comparison.differences(declaration.config(), actual.config());
        boolean recreate = differences.stream().anyMatch(difference -> difference.kind() == Kind.RECREATE);
        boolean narrows = differences.stream().anyMatch(difference -> FILTERS.contains(difference.field()));
        long atStake = recreate || narrows ? heldByInterest() : 0;
        ObjectNode target = Overlay.merge(actual.config(), supported.config());

        List<String> consequences = new ArrayList<>();
        String missing = null;
        if (recreate) {
            missing = permissions.missingToRecreate(target());
            consequences.add("destroys its position, " + actual.acknowledged() + ", " + actual.pending()
                    + " messages before the end");
        }
        String loss = atStake == 0 ? null : permissions.missingToLose(stream.name());
        if (atStake > 0) {
            consequences.add(
                    "deletes up to " + atStake + " messages: the stream keeps only what a consumer is interested in");
        }
        if (recreate && missing == null && loss == null) {
            // A pull consumer's fields are not those of a push consumer.
            boolean other = differences.stream().anyMatch(each -> each.field().equals("deliver_subject"));
            ObjectNode anew = other
                    ? Supported.of(ConsumerFields.TABLE, declaration.creation(), server)
                            .config()
                    : target;
            return plan(Step.RECREATE, differences, actual, withOwner(anew, server), consequences, null);
        }
        String needs = missing == null ? loss : loss == null ? missing : missing + " and " + loss;
        List<Difference> settled = differences.stream()
                .map(each -> settled(each, atStake, needs, loss))
                .toList();
        ObjectNode doable = supported.config().deepCopy();
        settled.stream().filter(each -> each.needs() != null).forEach(each -> doable.remove(each.field()));
        boolean some = settled.stream().anyMatch(each -> each.needs() == null);
        Step step = settled.isEmpty() ? Step.NONE : some ? Step.UPDATE : Step.BLOCKED;
        return plan(step, settled, actual, Overlay.merge(actual.config(), doable), consequences, needs);
    }

    private static Difference settled(
            Difference difference, long atStake, @Nullable String needs, @Nullable String loss) {
        if (difference.kind() == Kind.RECREATE) {
            return difference.needing(Kind.RECREATE, needs);
        }
        if (atStake > 0 && FILTERS.contains(difference.field())) {
            return difference.needing(Kind.LOSSY_UPDATE, loss);
        }
        return difference;
    }

    private Target target() {
        return new Target(stream.name(), declaration.name());
    }

    /** How many messages a stream holds only as long as its consumers want them. */
    private long heldByInterest() throws BrokerException, InterruptedException {
        StreamInfo info = api.find(stream.name());
        return info != null && info.config().path("retention").asString("").equals("interest") ? info.messages() : 0;
    }

    private ObjectNode withOwner(ObjectNode creation, ServerVersion server) {
        if (permissions.owner() != null
                && server.atLeast(Objects.requireNonNull(ConsumerFields.TABLE.named("metadata"))
                        .since())
                && !creation.path("metadata").has(Pruning.OWNER)) {
            creation.withObject("metadata").put(Pruning.OWNER, permissions.owner());
        }
        return creation;
    }

    private Plan plan(
            Step step,
            List<Difference> differences,
            @Nullable ConsumerInfo actual,
            ObjectNode request,
            List<String> consequences,
            @Nullable String needs) {
        return new Plan(
                target(),
                declaration.key(),
                step,
                differences,
                List.of(),
                declaration.config(),
                request,
                actual == null ? null : actual.config(),
                consequences,
                needs,
                null);
    }
}
