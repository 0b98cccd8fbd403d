package io.tailrace.admin.plan;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be destroyed.
 *
 * @param recreate streams and consumers, by name, that may be deleted and created again
 * @param messageLoss streams, by name, whose messages an update or their removal may delete
 * @param prune whether what is ours and no longer declared may be deleted
 * @param owner whose mark says what is ours, null where nothing is
 */
public record Permissions(
        Set<String> recreate,
        Set<String> messageLoss,
        boolean prune,
        @Nullable String owner) {

    static final String RECREATE = "tailrace.admin.allow-recreate: [%s]";
    static final String MESSAGE_LOSS = "tailrace.admin.allow-message-loss: [%s]";

    /** None. */
    public static final Permissions NONE = new Permissions(Set.of(), Set.of(), false, null);

    public Permissions {
        recreate = Set.copyOf(recreate);
        messageLoss = Set.copyOf(messageLoss);
    }

    /** What is to be added to the configuration, null where it needn't. */
    @Nullable String missingToRecreate(Target target) {
        return recreate.contains(target.toString()) ? null : RECREATE.formatted(target);
    }

    /** What is to be added to the configuration, null where it needn't. */
    @Nullable String missingToLose(String stream) {
        return messageLoss.contains(stream) ? null : MESSAGE_LOSS.formatted(stream);
    }
}
