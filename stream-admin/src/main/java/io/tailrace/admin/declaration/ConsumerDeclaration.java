package io.tailrace.admin.declaration;

import tools.jackson.databind.node.ObjectNode;

/**
 * A durable consumer as it is wanted.
 *
 * @param key where it is declared
 * @param name the durable name
 * @param config the declared fields in the server's JSON, the name not among them; not to be changed
 */
public record ConsumerDeclaration(String key, String name, ObjectNode config) {

    /** What to ask the server for. Without a declared policy it is that of the command line tool, explicit. */
    public ObjectNode creation() {
        ObjectNode request = config.deepCopy();
        request.put("name", name);
        request.put("durable_name", name);
        for (String policy : new String[] {"ack_policy", "deliver_policy", "replay_policy"}) {
            Field field = ConsumerFields.TABLE.named(policy);
            if (field != null && !request.has(policy)) {
                request.set(policy, field.undeclared().apply(config));
            }
        }
        return request;
    }
}
