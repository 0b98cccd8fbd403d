package io.tailrace.admin.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.Broker;
import io.tailrace.admin.ShippedDeclaration;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Planner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server, and what the tests of applying do with it. */
abstract class ApplyingTest {

    static final Permissions RECREATE = new Permissions(Set.of("A", "A/c"), Set.of(), false, null);
    static final Permissions LOSE = new Permissions(Set.of(), Set.of("A"), false, null);

    Broker broker;

    @BeforeEach
    void startServer() {
        broker = new Broker();
    }

    @AfterEach
    void stopServer() throws IOException {
        broker.close();
    }

    void fill(String fields, int messages) throws InterruptedException {
        assertThat(apply(declare(fields), Permissions.NONE, null).outcome()).isEqualTo(Outcome.CREATED);
        for (int i = 0; i < messages; i++) {
            broker.publish("a." + i % 4, "message " + i);
        }
    }

    static StreamDeclaration declare(String fields) {
        return ShippedDeclaration.of("tailrace: {admin: {streams: [{name: A, subjects: [\"a.>\"], " + fields + "}]}}")
                .get(0);
    }

    Result apply(StreamDeclaration declaration, Permissions permissions, @Nullable Path backups)
            throws InterruptedException {
        return apply(List.of(declaration), permissions, backups).get(0);
    }

    List<Result> apply(List<StreamDeclaration> declarations) throws InterruptedException {
        return apply(declarations, Permissions.NONE, null);
    }

    List<Result> apply(List<StreamDeclaration> declarations, Permissions permissions, @Nullable Path backups)
            throws InterruptedException {
        Planner planner = new Planner(broker.api(), new Declared(declarations, List.of()), permissions);
        return new Applier(broker.api(), planner, backups, Clock.systemUTC()).round(name -> Mode.ALL, true);
    }
}
