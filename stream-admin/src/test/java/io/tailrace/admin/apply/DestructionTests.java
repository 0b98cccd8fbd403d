package io.tailrace.admin.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.CommandLineTool;
import io.tailrace.admin.ShippedDeclaration;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Difference;
import io.tailrace.admin.plan.Permissions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What destroys something, and what must not. */
class DestructionTests extends ApplyingTest {

    @Test
    void anotherStorageIsNamedAndNothingIsRecreatedWithoutPermission() throws Exception {
        fill("storage: memory", 3);

        Result result = apply(declare("storage: file, max-msg-size: 100"), Permissions.NONE, null);

        assertThat(result.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(result.differences())
                .hasToString("[storage  memory -> file  (recreate needed, needs tailrace.admin.allow-recreate: [A])]");
        assertThat(result.plan().consequences()).first().asString().startsWith("destroys 3 messages");
        assertThat(broker.messages("A")).isEqualTo(3);
        assertThat(broker.config("A").path("max_msg_size").asInt()).isEqualTo(100);
    }

    @Test
    void recreatesWithPermissionAfterABackupFromWhichTheToolRestores(@TempDir Path backups) throws Exception {
        fill("storage: memory", 30);
        broker.request(
                "CONSUMER.CREATE.A.c",
                "{\"stream_name\":\"A\",\"config\":{\"durable_name\":\"c\",\"ack_policy\":\"all\"}}");

        Result result = apply(declare("storage: file"), RECREATE, backups);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.RECREATED);
        assertThat(result.plan().consequences())
                .anyMatch(text -> text.startsWith("destroys 30 messages"))
                .anyMatch(text -> text.contains("destroys the consumers c;"));
        assertThat(broker.messages("A")).isZero();
        assertThat(broker.config("A").path("subjects").toString()).isEqualTo("[\"a.>\"]");
        Path backup;
        try (Stream<Path> made = Files.list(backups)) {
            backup = made.findFirst().orElseThrow();
        }
        broker.request("STREAM.DELETE.A", "");
        CommandLineTool.run(broker.url(), "stream", "restore", backup.toString());
        assertThat(broker.messages("A")).isEqualTo(30);
        assertThat(broker.request("CONSUMER.INFO.A.c", "").path("num_pending").asLong())
                .isEqualTo(30);
    }

    @Test
    void whatIsAcknowledgedMeanwhileIsInTheBackupOrInTheNewStream(@TempDir Path backups) throws Exception {
        fill("storage: memory", 1);
        AtomicLong acknowledged = new AtomicLong(1);
        AtomicBoolean stopped = new AtomicBoolean();
        Thread publisher = new Thread(() -> {
            while (!stopped.get()) {
                try {
                    broker.publish("a.x", "message");
                    acknowledged.incrementAndGet();
                } catch (IllegalStateException nobodyTakesIt) {
                    Thread.onSpinWait();
                }
            }
        });
        publisher.start();
        Awaitility.await().until(() -> acknowledged.get() > 500);

        assertThat(apply(declare("storage: file"), RECREATE, backups).outcome()).isEqualTo(Outcome.RECREATED);

        long before = acknowledged.get();
        Awaitility.await().until(() -> acknowledged.get() > before + 100);
        stopped.set(true);
        publisher.join();
        Path backup;
        try (Stream<Path> made = Files.list(backups)) {
            backup = made.findFirst().orElseThrow();
        }
        long kept = JsonMapper.shared()
                .readTree(backup.resolve("backup.json").toFile())
                .path("state")
                .path("messages")
                .asLong();
        assertThat(kept + broker.messages("A")).isGreaterThanOrEqualTo(acknowledged.get());
        assertThat(kept).isGreaterThan(500);
    }

    @Test
    void nothingIsDestroyedWhereTheBackupFails(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        fill("storage: memory", 3);

        Result result = apply(declare("storage: file"), RECREATE, file);

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.problem()).contains("can't write a backup");
        assertThat(broker.messages("A")).isEqualTo(3);
        assertThat(broker.config("A").path("subjects").toString()).isEqualTo("[\"a.>\"]");
    }

    @Test
    void nothingIsDestroyedWhereTheServerWouldRefuseTheNewOne() throws Exception {
        fill("storage: memory", 3);
        broker.request(
                "CONSUMER.CREATE.A.c", "{\"stream_name\":\"A\",\"config\":{\"name\":\"c\",\"durable_name\":\"c\"}}");
        Result stream = apply(declare("storage: file, replicas: 3"), RECREATE, null);
        assertThat(stream.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(broker.messages("A")).isEqualTo(3);
        assertThat(broker.config("A").path("subjects").toString()).isEqualTo("[\"a.>\"]");

        String consumer =
                "storage: memory, consumers: [{name: c, ack-policy: none, deliver-subject: x, max-waiting: 5}]";
        Result refused = apply(List.of(declare(consumer)), RECREATE, null).get(1);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(broker.request("CONSUMER.INFO.A.c", "").path("num_pending").asLong())
                .isEqualTo(3);
        assertThat(broker.request("STREAM.NAMES", "").path("total").asInt())
                .as("A and the lease")
                .isEqualTo(2);
        assertThat(broker.request("CONSUMER.NAMES.A", "").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aConsumerOfAStreamThatKeepsWhatItWantsIsNeitherNarrowedNorRecreatedWithoutPermission() throws Exception {
        String stream = "retention: interest, consumers: [{name: c, %s}]";
        apply(List.of(declare(stream.formatted("ack-policy: explicit"))));
        for (int i = 0; i < 20; i++) {
            broker.publish("a." + i % 4, "x");
        }
        for (String change : List.of("ack-policy: all", "filter-subject: a.0")) {
            Result result = apply(List.of(declare(stream.formatted(change)))).get(1);
            assertThat(result.outcome()).isEqualTo(Outcome.DIFFERENT);
            assertThat(result.plan().needs()).contains("tailrace.admin.allow-message-loss: [A]");
            assertThat(broker.messages("A")).isEqualTo(20);
        }
        assertThat(apply(List.of(declare(stream.formatted("ack-policy: all"))), RECREATE, null)
                        .get(1)
                        .outcome())
                .as("its position may go, the messages may not")
                .isEqualTo(Outcome.DIFFERENT);
        apply(List.of(declare(stream.formatted("filter-subject: a.0"))), LOSE, null);
        Awaitility.await().untilAsserted(() -> assertThat(broker.messages("A")).isEqualTo(5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            max-msgs: -1                                     ; max-msgs: 5                               ; 5
            max-bytes: -1                                   ; max-bytes: 300                            ; -1
            max-msgs-per-subject: -1                        ; max-msgs-per-subject: 2                   ; 8
            "discard: new, max-msgs: 100"                   ; "discard: new, max-msgs-per-subject: 1"   ; 4
            "max-age: -1, duplicate-window: 100ms"          ; "max-age: 100ms, duplicate-window: 100ms" ; 0
            "discard: new, max-age: -1, duplicate-window: 100ms" ; "max-age: 100ms, duplicate-window: 100ms" ; 0
            retention: limits                               ; retention: interest                       ; 0
            """)
    void anUpdateThatDeletesMessagesNeedsAPermission(String before, String after, long left) throws Exception {
        fill(before.replace("\"", ""), 20);
        if (after.contains("max-age")) {
            Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        }
        StreamDeclaration wanted = declare(after.replace("\"", ""));

        Result blocked = apply(wanted, Permissions.NONE, null);
        assertThat(blocked.differences())
                .anyMatch(difference -> difference.kind() == Difference.Kind.LOSSY_UPDATE
                        && "tailrace.admin.allow-message-loss: [A]".equals(difference.needs()));
        assertThat(broker.messages("A")).isEqualTo(20);

        Result done = apply(wanted, LOSE, null);
        assertThat(done.outcome()).as("%s", done).isEqualTo(Outcome.UPDATED);
        if (left >= 0) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(broker.messages("A")).isEqualTo(left));
        } else {
            assertThat(broker.messages("A")).isLessThan(20);
        }
    }

    @Test
    void whatCanBeOverALimitWithDiscardNewNeedsAPermissionOnceOldIsDiscarded() throws Exception {
        fill("discard: new", 20);
        assertThat(apply(declare("discard: new, max-msgs: 5"), Permissions.NONE, null)
                        .outcome())
                .isEqualTo(Outcome.UPDATED);
        assertThat(broker.messages("A")).isEqualTo(20);

        Result blocked = apply(declare("discard: old"), Permissions.NONE, null);
        assertThat(blocked.differences())
                .hasToString("[discard  new -> old, deletes 15 messages  (update that deletes messages, needs"
                        + " tailrace.admin.allow-message-loss: [A])]");
        assertThat(broker.messages("A")).isEqualTo(20);
        apply(declare("discard: old"), LOSE, null);
        assertThat(broker.messages("A")).isEqualTo(5);
    }

    @Test
    void enablingTimesToLiveOfStoredMessagesNeedsAPermission() throws Exception {
        fill("description: x", 1);
        assertThat(apply(declare("allow-msg-ttl: true"), Permissions.NONE, null).outcome())
                .isEqualTo(Outcome.DIFFERENT);
        assertThat(apply(declare("allow-msg-ttl: true"), LOSE, null).outcome()).isEqualTo(Outcome.UPDATED);
    }

    @Test
    void narrowerSubjectsDeleteNothingAndNeedNone() throws Exception {
        fill("description: x", 20);
        StreamDeclaration narrow = ShippedDeclaration.of("tailrace: {admin: {streams: [{name: A, subjects: [a.0]}]}}")
                .get(0);
        assertThat(apply(narrow, Permissions.NONE, null).outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(broker.messages("A")).isEqualTo(20);
    }

    @Test
    void deletesOnlyWhatIsOursAndNotDeclaredAndMessagesOnlyByName() throws Exception {
        Permissions ours = new Permissions(Set.of(), Set.of(), false, "us");
        String both = "tailrace: {admin: {owner: us, streams: [{name: A, subjects: [a]}, {name: B, subjects: [b]}]}}";
        apply(ShippedDeclaration.of(both), ours, null);
        broker.request("STREAM.CREATE.C", "{\"name\":\"C\",\"subjects\":[\"c\"]}");
        List<StreamDeclaration> one =
                ShippedDeclaration.of("tailrace: {admin: {owner: us, streams: [{name: A, subjects: [a]}]}}");

        assertThat(apply(one, ours, null)).hasSize(1);
        broker.publish("b", "x");
        Result blocked = apply(one, new Permissions(Set.of(), Set.of(), true, "us"), null)
                .get(1);
        assertThat(blocked.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(blocked.plan().needs()).isEqualTo("tailrace.admin.allow-message-loss: [B]");
        assertThat(broker.messages("B")).isEqualTo(1);
        Result pruned = apply(one, new Permissions(Set.of(), Set.of("B"), true, "us"), null)
                .get(1);
        assertThat(pruned.outcome()).isEqualTo(Outcome.PRUNED);
        assertThat(broker.api().find("B")).isNull();
        assertThat(broker.api().find("C")).isNotNull();
        assertThat(apply(List.of(), new Permissions(Set.of(), Set.of("A"), true, "us"), null))
                .as("nothing declared is a lost configuration")
                .isEmpty();
    }
}
