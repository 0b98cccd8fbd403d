package io.tailrace.bench.workload;

import io.tailrace.bench.place.Bench;
import io.tailrace.bench.place.Trained.Cache;
import io.tailrace.suite.process.Launch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a program is started.
 *
 * @param name of it, in front of whose figures it stands
 * @param title in words
 * @param java the virtual machine, null for that of everything else
 * @param cache what the virtual machine has kept of a run before; null for the executable jar as it is built
 */
record Form(
        String name,
        String title,
        @Nullable String java,
        @Nullable Cache cache) {

    Launch of(Bench bench, String program, Launch executable) throws IOException, InterruptedException {
        Launch launch = java == null
                ? executable
                : new Launch(executable.launcher(), java, executable.options(), executable.jar());
        return cache == null ? launch : bench.trained(program + "-" + name, launch, cache);
    }
}
