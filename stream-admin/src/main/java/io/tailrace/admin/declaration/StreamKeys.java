package io.tailrace.admin.declaration;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one declared stream. */
final class StreamKeys {

    /** ADR-6 of NATS: no white space, dots, wildcards or path separators. */
    private static final Pattern NAME = Pattern.compile("[^\\s.*>/\\\\]+");

    private static final List<Key<StreamProperties>> KEYS = List.of(
            Key.of(StreamFields.DESCRIPTION, StreamProperties::description),
            Key.of(StreamFields.SUBJECTS, StreamProperties::subjects),
            Key.of(StreamFields.STORAGE, StreamProperties::storage),
            Key.of(StreamFields.RETENTION, StreamProperties::retention),
            Key.of(StreamFields.DISCARD, StreamProperties::discard),
            Key.of(StreamFields.MAX_MSGS, StreamProperties::maxMsgs),
            Key.of(StreamFields.MAX_BYTES, StreamProperties::maxBytes),
            Key.of(StreamFields.MAX_AGE, StreamProperties::maxAge),
            Key.of(StreamFields.MAX_MSG_SIZE, StreamProperties::maxMsgSize),
            Key.of(StreamFields.MAX_MSGS_PER_SUBJECT, StreamProperties::maxMsgsPerSubject),
            Key.of(StreamFields.MAX_CONSUMERS, StreamProperties::maxConsumers),
            Key.of(StreamFields.DUPLICATE_WINDOW, StreamProperties::duplicateWindow),
            new Key<>("replicas", StreamFields.NUM_REPLICAS, StreamProperties::replicas),
            Key.of(StreamFields.COMPRESSION, StreamProperties::compression),
            Key.of(StreamFields.NO_ACK, StreamProperties::noAck),
            Key.of(StreamFields.ALLOW_DIRECT, StreamProperties::allowDirect),
            Key.of(StreamFields.ALLOW_ROLLUP_HDRS, StreamProperties::allowRollupHdrs),
            Key.of(StreamFields.DENY_DELETE, StreamProperties::denyDelete),
            Key.of(StreamFields.DENY_PURGE, StreamProperties::denyPurge),
            Key.of(StreamFields.METADATA, StreamProperties::metadata));

    private StreamKeys() {}

    /** The declared fields in the server's JSON. */
    static ObjectNode config(String path, StreamProperties declared) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("name", name(path + ".name", declared.name()));
        Key.write(KEYS, path, declared, config);
        return config;
    }

    /** A name that the server takes. */
    static String name(String key, @Nullable String name) {
        if (name == null) {
            throw new InvalidDeclarationException(key, null, "is missing");
        }
        if (!NAME.matcher(name).matches()) {
            throw new InvalidDeclarationException(key, name, "has a space or one of . * > / \\ which no name may have");
        }
        return name;
    }
}
