package io.tailrace.admin.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.ShippedDeclaration;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.broker.UnavailableException;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Planner;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance that dies before any of the requests of a recreation, and the next one, with and without permission. */
class InterruptedRecreationTests extends ApplyingTest {

    private static final Set<String> CHANGES =
            Set.of("create", "update", "delete", "publish", "deleteMessage", "backUp");

    /** Lease stream, lease, rehearsal and its end, detach, backup, delete, create, lease given back. */
    private static final int REQUESTS = 9;

    @TempDir
    private Path backups;

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6", "7", "8"})
    void theNextOneEndsWhatWasBegunOrGivesBackWhatIsLeft(int requests) throws Exception {
        for (boolean permitted : new boolean[] {true, false}) {
            fill("storage: memory", 10);
            Result died = round(dyingAfter(requests), RECREATE);
            assertThat(died.outcome()).isEqualTo(requests < REQUESTS - 1 ? Outcome.UNKNOWN : Outcome.RECREATED);
            StreamInfo left = broker.api().find("A");
            if (broker.api().find(Lease.STREAM) != null) {
                // Instead of waiting until it expires.
                broker.request("STREAM.PURGE." + Lease.STREAM, "");
            }

            Result next = round(broker.api(), permitted ? RECREATE : Permissions.NONE);

            assertThat(next.exists()).isTrue();
            boolean file = broker.config("A").path("storage").asString().equals("file");
            assertThat(file).isEqualTo(permitted || left == null || requests >= REQUESTS - 1);
            assertThat(broker.messages("A")).isEqualTo(file ? 0 : 10);
            assertThat(broker.config("A").path("subjects").toString()).isEqualTo("[\"a.>\"]");
            broker.request("STREAM.DELETE.A", "");
            if (broker.api().find(Lease.STREAM) != null) {
                broker.request("STREAM.DELETE." + Lease.STREAM, "");
            }
        }
    }

    private Result round(StreamApi api, Permissions permissions) throws InterruptedException {
        Declared declared = ShippedDeclaration.declared(
                "tailrace: {admin: {streams: [{name: A, subjects: [\"a.>\"], storage: file}]}}");
        return new Applier(api, new Planner(api, declared, permissions), backups, Clock.systemUTC())
                .round(name -> Mode.ALL, true)
                .get(0);
    }

    /** The API of an instance that gets so many changes through and is never heard of again. */
    private StreamApi dyingAfter(int requests) {
        StreamApi real = broker.api();
        AtomicInteger left = new AtomicInteger(requests);
        return (StreamApi) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StreamApi.class}, (proxy, method, arguments) -> {
                    boolean dead = left.get() < 0;
                    if (dead || (CHANGES.contains(method.getName()) && left.decrementAndGet() < 0)) {
                        throw new UnavailableException("dead");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException failed) {
                        throw Objects.requireNonNull(failed.getCause());
                    }
                });
    }
}
