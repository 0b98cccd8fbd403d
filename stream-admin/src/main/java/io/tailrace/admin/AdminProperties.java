package io.tailrace.admin;

import io.tailrace.admin.declaration.DeclarationSource;
import io.tailrace.admin.declaration.DefaultsProperties;
import io.tailrace.admin.declaration.KeyValueProperties;
import io.tailrace.admin.declaration.ObjectStoreProperties;
import io.tailrace.admin.declaration.StreamProperties;
import io.tailrace.admin.drift.Policy;
import io.tailrace.admin.plan.Permissions;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What stream-admin keeps, how often it looks, and what it may destroy.
 *
 * @param defaults what counts for each stream and consumer that doesn't say otherwise
 * @param templates by name, what counts for the streams that name it
 * @param streams the declared streams
 * @param keyValue the declared key-value buckets
 * @param objectStore the declared object buckets
 * @param interval from the end of one comparison with the broker to the next one
 * @param policy what is done about differences that appear after the start
 * @param allowRecreate the streams, and the consumers as {@code LOGS/archive}, that may be deleted and created again
 * @param allowMessageLoss the streams whose messages an update or their removal may delete
 * @param backupDirectory where a stream is copied to before any of its messages is destroyed; none without it
 * @param owner recorded in the metadata of what is created here, so that it can be told from the rest
 * @param prune whether what has this owner and is no longer declared is deleted
 * @param waitForNats how long {@code --once} waits until NATS can be reached
 */
@Validated
@ConfigurationProperties("tailrace.admin")
record AdminProperties(
        @Nullable DefaultsProperties defaults,
        @DefaultValue Map<String, StreamProperties> templates,
        @DefaultValue List<StreamProperties> streams,
        @DefaultValue List<KeyValueProperties> keyValue,
        @DefaultValue List<ObjectStoreProperties> objectStore,

        @DefaultValue("30s") @NotNull @DurationMin(seconds = 1)
        Duration interval,

        @DefaultValue("report") @NotNull Policy policy,
        @DefaultValue Set<String> allowRecreate,
        @DefaultValue Set<String> allowMessageLoss,
        @Nullable Path backupDirectory,
        @Nullable String owner,
        @DefaultValue("false") boolean prune,

        @DefaultValue("1m") @NotNull @DurationMin(seconds = 0)
        Duration waitForNats) {

    DeclarationSource declarations(Map<String, String> problems) {
        return new DeclarationSource(defaults, templates, streams, keyValue, objectStore, problems);
    }

    Permissions permissions() {
        return new Permissions(allowRecreate, allowMessageLoss, prune, owner);
    }
}
