package io.tailrace.admin;

import io.tailrace.admin.declaration.KeyValueProperties;
import io.tailrace.admin.declaration.StreamProperties;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What stream-admin keeps, and how often it looks.
 *
 * @param streams the declared streams
 * @param keyValue the declared key-value buckets
 * @param interval from the end of one comparison with the broker to the next one
 */
@Validated
@ConfigurationProperties("tailrace.admin")
record AdminProperties(
        @DefaultValue List<StreamProperties> streams,
        @DefaultValue List<KeyValueProperties> keyValue,

        @DefaultValue("30s") @NotNull @DurationMin(seconds = 1)
        Duration interval) {}
