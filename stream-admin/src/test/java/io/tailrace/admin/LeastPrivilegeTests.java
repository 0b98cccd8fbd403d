package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Mode;
import io.tailrace.admin.apply.Result;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.broker.Advisories;
import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Planner;
import io.tailrace.nats.testing.NatsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The permissions of the documentation are enough for everything, and its first part for all that destroys nothing. */
class LeastPrivilegeTests {

    private static final Pattern BLOCK = Pattern.compile("```\n(ADMIN = .*?)```", Pattern.DOTALL);
    private static final String DESTROYS = "# only where something may be destroyed";

    private static final String BEFORE = "tailrace: {admin: {streams: [{name: A, subjects: [\"a.>\"], storage: memory,"
            + " consumers: [{name: c}]}]}}";
    private static final String AFTER = "tailrace: {admin: {streams: [{name: A, subjects: [\"a.>\"], max-age: 1h,"
            + " storage: file, consumers: [{name: c, ack-wait: 1m}]}]}}";

    @Test
    void allOfThemAreEnoughForEverything(@TempDir Path backups) throws Exception {
        List<Result> results = apply(documented(), backups);
        assertThat(results).extracting(Result::outcome).containsExactly(Outcome.RECREATED, Outcome.CREATED);
    }

    @Test
    void withoutTheLastOnesNothingCanBeDestroyed(@TempDir Path backups) throws Exception {
        String all = documented();
        String some = all.substring(0, all.indexOf(DESTROYS)) + "] }\n subscribe: { allow: [\"_INBOX_admin.>\","
                + " \"$JS.EVENT.ADVISORY.STREAM.>\", \"$JS.EVENT.ADVISORY.CONSUMER.>\"] } }";
        List<Result> results = apply(some, backups);
        assertThat(results).extracting(Result::outcome).doesNotContain(Outcome.RECREATED);
    }

    private static String documented() throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "stream-admin.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static List<Result> apply(String permissions, Path backups) throws Exception {
        String users = permissions + "\nauthorization: { users: [ {user: admin, password: p, permissions: $ADMIN} ] }";
        try (NatsServer server = NatsServer.builder().config(users).start()) {
            Connection connection = Nats.connect(new Options.Builder()
                    .server(server.url())
                    .userInfo("admin", "p")
                    .inboxPrefix("_INBOX_admin")
                    .build());
            JetStreamApi api = new JetStreamApi(() -> connection, "$JS.API.", Duration.ofSeconds(2));
            new Advisories(name -> true, () -> {}).listen(connection);
            round(api, BEFORE, Permissions.NONE, null);
            List<Result> results = round(api, AFTER, new Permissions(Set.of("A"), Set.of(), false, null), backups);
            connection.close();
            return results;
        }
    }

    private static List<Result> round(JetStreamApi api, String yaml, Permissions permissions, @Nullable Path backups)
            throws InterruptedException {
        Declared declared = ShippedDeclaration.declared(yaml);
        return new Applier(api, new Planner(api, declared, permissions), backups, Clock.systemUTC())
                .round(name -> Mode.ALL, true);
    }
}
