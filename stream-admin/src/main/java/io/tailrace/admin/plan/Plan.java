package io.tailrace.admin.plan;

import io.tailrace.admin.plan.Difference.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be done about one stream or consumer.
 *
 * @param target which one
 * @param declaredAt the configuration key, null for what is not declared
 * @param step what is done next
 * @param differences what is not as declared; some may be left over when the step is done
 * @param undeclared what nobody declared and is not as it would be by default
 * @param declared the declared fields, in the server's JSON
 * @param request the whole configuration that the step asks for, null where it asks for none
 * @param actual the server's JSON, null where there is nothing, or no answer
 * @param consequences what people should know before the step is done
 * @param needs the key of the configuration that is missing for all of it to be done, null where none is
 * @param problem why the server could not be asked, or what is declared wrong, null where it is fine
 */
public record Plan(
        Target target,
        @Nullable String declaredAt,
        Step step,
        List<Difference> differences,
        List<Difference> undeclared,
        @Nullable ObjectNode declared,
        @Nullable ObjectNode request,
        @Nullable ObjectNode actual,
        List<String> consequences,
        @Nullable String needs,
        @Nullable String problem) {

    /** The steps. */
    public enum Step {
        /** It is as declared. */
        NONE,
        /** It is not there. */
        CREATE,
        /** It differs, and some of that can be changed. */
        UPDATE,
        /** It is deleted and created again, as permitted. */
        RECREATE,
        /** It is ours, no longer declared, and deleted. */
        PRUNE,
        /** It differs, and nothing of that can be done. */
        BLOCKED,
        /** The server gave no answer. */
        UNKNOWN,
        /** It is declared wrong. */
        INVALID
    }

    public Plan {
        differences = List.copyOf(differences);
        undeclared = List.copyOf(undeclared);
        consequences = List.copyOf(consequences);
    }

    static Plan failed(Target target, @Nullable String declaredAt, Step step, String problem) {
        return new Plan(target, declaredAt, step, List.of(), List.of(), null, null, null, List.of(), null, problem);
    }

    /** Nothing is to be done about what is not there. */
    static Plan gone(Target target) {
        return new Plan(target, null, Step.NONE, List.of(), List.of(), null, null, null, List.of(), null, null);
    }

    /** Whether the step deletes messages or positions. */
    public boolean isDestructive() {
        return step == Step.RECREATE
                || step == Step.PRUNE
                || (step == Step.UPDATE
                        && differences.stream()
                                .anyMatch(difference ->
                                        difference.kind() == Kind.LOSSY_UPDATE && difference.needs() == null));
    }
}
