package io.tailrace.suite;

import io.tailrace.suite.process.Suite;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.process.SuiteSettings;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running suite for all tests that leave its processes alone. Each test follows files in a {@link Workplace} of its
 * own.
 */
public final class SharedSuite implements ParameterResolver {

    private static final String HOST = "shared.example.com";

    /** Ends the suite after the last test. */
    private record Started(Suite suite) implements AutoCloseable {

        static Started start() {
            try {
                SuiteDirectory directory = SuiteDirectory.create("tailrace-tests-");
                String logs = directory.root() + "/logs/**/*.log";
                Suite suite = new Suite(
                        directory,
                        SuiteSettings.of(HOST, "tests", logs)
                                .with("tailrace.agent.rescan-interval", "1s")
                                .with("tailrace.agent.inputs.tests.partial-line-timeout", "1s"));
                suite.start();
                suite.awaitReady();
                return new Started(suite);
            } catch (IOException e) {
                throw new IllegalStateException("the suite could not be started", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the suite started", e);
            }
        }

        @Override
        public void close() throws IOException {
            suite.close();
            suite.directory().delete();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Workplace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Started started = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(SharedSuite.class, key -> Started.start(), Started.class);
        return new Workplace(started.suite(), context.getUniqueId());
    }
}
