package io.tailrace.config;

import io.tailrace.protocol.Partitioning;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What all services have to agree on.
 *
 * @param stream the JetStream stream that holds the messages; {@code {partition}} in it stands for one stream a partition
 * @param subjectPrefix the first tokens of every subject, {@code <subject-prefix>.p<partition>.<host>}
 * @param partitions the number of partitions of the whole fleet
 * @param inventoryBucket the key-value bucket of the agents' inventories, from which collectors know what exists
 */
@Validated
@ConfigurationProperties("tailrace")
public record TailraceProperties(
        @DefaultValue("LOGS") @Pattern(regexp = STREAM_NAME, message = STREAM_NAME_WANTED) String stream,

        @DefaultValue("logs") @Pattern(regexp = SUBJECT_PREFIX, message = SUBJECT_PREFIX_WANTED) String subjectPrefix,

        @DefaultValue("16") @Min(1) @Max(MAX_PARTITIONS) int partitions,

        @DefaultValue("LOG_AGENTS") @Pattern(regexp = BUCKET_NAME, message = BUCKET_NAME_WANTED) String inventoryBucket) {

    static final int MAX_PARTITIONS = 4096;

    /** In a stream's name the one thing in braces that has a meaning. */
    private static final String PARTITION_PLACEHOLDER = "{partition}";

    // ADR-6: no white space, dots, wildcards or path separators in a stream's name.
    private static final String STREAM_NAME = "([^\\s.*>/\\\\{}]|\\{partition})+";
    private static final String STREAM_NAME_WANTED =
            "must be a stream's name: no spaces and none of . * > / \\ { }, except for {partition}";

    private static final String BUCKET_NAME = "[A-Za-z0-9_-]+";
    private static final String BUCKET_NAME_WANTED = "must be a bucket's name: letters, digits, - and _";

    private static final String SUBJECT_PREFIX = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";
    private static final String SUBJECT_PREFIX_WANTED =
            "must be one or more words of letters, digits, - and _ with dots between them";

    /** The stream that holds a partition. */
    public String streamOf(int partition) {
        return stream.replace(PARTITION_PLACEHOLDER, Integer.toString(partition));
    }

    /** How hosts are divided among the partitions. */
    public Partitioning partitioning() {
        return new Partitioning(partitions);
    }
}
