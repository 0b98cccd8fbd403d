package io.tailrace.agent.publish;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamManagement;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.tailrace.nats.NatsConnectionFactory;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections that count each call by which the agent speaks to the broker, and end the agent at one of them. What
 * counts is decided by the calls themselves: whatever is called of these interfaces and is not in the list of mere
 * questions about a connection is a step.
 */
final class SteppedConnections implements NatsConnectionFactory {

    /** Nothing of these reaches the broker, or they are what a dead process does not do any more. */
    private static final Set<String> NO_STEPS = Set.of(
            "getStatus",
            "getMaxPayload",
            "getServerInfo",
            "getConnectedUrl",
            "createInbox",
            "jetStream",
            "jetStreamManagement",
            "isActive",
            "close",
            "toString",
            "hashCode",
            "equals");

    /** The process ends here. */
    static final class Dead extends Error {

        private static final long serialVersionUID = 1L;

        Dead(String step) {
            super(step);
        }
    }

    private final NatsConnectionFactory real;
    private final List<String> steps = new ArrayList<>();
    private int dieAt = Integer.MAX_VALUE;
    private boolean dieAfter;
    private @Nullable Connection open;

    SteppedConnections(NatsConnectionFactory real) {
        this.real = real;
    }

    /** The steps that were made, by name. */
    List<String> steps() {
        return steps;
    }

    /** Ends the process at a step, before it or when it is done. */
    void dieAt(int step, boolean after) {
        dieAt = step;
        dieAfter = after;
    }

    /** What the kernel does with a dead process' connection. */
    void bury() throws InterruptedException {
        if (open != null) {
            open.close();
        }
    }

    @Override
    public Connection connect(String role, Consumer<Options.Builder> customizer)
            throws IOException, InterruptedException {
        Connection connection = real.connect(role, customizer);
        open = connection;
        return stepped(Connection.class, connection);
    }

    private <T> T stepped(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(target, method, arguments)));
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        boolean step = !NO_STEPS.contains(method.getName());
        int number = steps.size();
        if (step) {
            steps.add(method.getName());
            dieIf(number == dieAt && !dieAfter, method);
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            dieIf(step && number == dieAt && dieAfter, method);
            throw e.getCause();
        }
        dieIf(step && number == dieAt && dieAfter, method);
        return wrapped(result);
    }

    private static void dieIf(boolean dead, Method at) {
        if (dead) {
            throw new Dead(at.getName());
        }
    }

    private @Nullable Object wrapped(@Nullable Object result) {
        if (result instanceof JetStreamManagement management) {
            return stepped(JetStreamManagement.class, management);
        }
        if (result instanceof JetStream stream) {
            return stepped(JetStream.class, stream);
        }
        return result instanceof Subscription subscription ? stepped(Subscription.class, subscription) : result;
    }
}
