package io.tailrace.admin.apply;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.RefusedException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.plan.FieldText;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that the server refused.
 *
 * @param request the configuration that was asked for
 * @param consumer whether it is a consumer's
 * @param error the server's answer
 */
record Refusal(ObjectNode request, boolean consumer, RefusedException error) {

    private static final int SUBJECTS_OVERLAP = 10065;

    /** From server/errors.json: what is wrong where the code says it and the description needn't. */
    private static final Map<Integer, String> FIELD_OF_CODE = Map.of(
            SUBJECTS_OVERLAP,
            "subjects",
            10074,
            "num_replicas",
            10005,
            "num_replicas",
            10023,
            "max_bytes",
            10047,
            "max_bytes",
            10028,
            "max_bytes");

    /** Names the field with its value where the answer tells which one it is, and gives the server's own words. */
    String explain(StreamApi api) throws InterruptedException {
        String field = field();
        StringBuilder text = new StringBuilder();
        if (field != null) {
            JsonNode value = request.get(field);
            text.append(field);
            if (value != null) {
                text.append(" = ").append(FieldText.of(consumer, field, value));
            }
            text.append(": ");
        }
        text.append("the server refuses it: ").append(error.description());
        text.append(" (").append(error.errorCode()).append(')');
        if (error.errorCode() == SUBJECTS_OVERLAP) {
            text.append(others(api));
        }
        return text.toString();
    }

    /** A refused field has one code, 10052, whichever it is; only the description says which. */
    private @Nullable String field() {
        String byCode = FIELD_OF_CODE.get(error.errorCode());
        if (byCode != null) {
            return byCode;
        }
        String words =
                error.description().toLowerCase(Locale.ROOT).replace('_', ' ').replace("duplicates", "duplicate");
        String longest = null;
        for (String name : request.propertyNames()) {
            boolean said = words.contains(name.replace('_', ' ')) || words.contains(singular(name));
            if (said && !name.equals("name") && (longest == null || name.length() > longest.length())) {
                longest = name;
            }
        }
        return longest;
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private String others(StreamApi api) throws InterruptedException {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode subject : request.path("subjects")) {
            try {
                names.addAll(api.streamsWith(subject.asString()));
            } catch (BrokerException notTold) {
                return "; which one is not told: " + notTold.getMessage();
            }
        }
        return names.isEmpty() ? "" : "; they are in " + String.join(", ", names);
    }
}
