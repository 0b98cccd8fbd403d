package io.tailrace.bench.place;

import io.tailrace.suite.process.Home;
import io.tailrace.suite.process.Launch;
import io.tailrace.suite.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * The virtual machines that are measured: with the options that the Helm chart gives them, unless others were asked for.
 *
 * @param java the program
 * @param agent options of the agent
 * @param collector options of the collector
 */
public record VirtualMachines(String java, List<String> agent, List<String> collector) {

    private static final Path VALUES = Path.of("helm", "tailrace", "values.yaml");

    /**
     * Takes what was asked for, and the rest from the chart.
     *
     * @param java null for the one that runs this
     * @param agent null for what the chart says
     * @param collector null for what the chart says
     */
    public static VirtualMachines of(@Nullable String java, @Nullable String agent, @Nullable String collector)
            throws IOException {
        return new VirtualMachines(
                java == null ? ProcessHandle.current().info().command().orElse("java") : java,
                split(agent == null ? ofChart("agent") : agent),
                split(collector == null ? ofChart("collector") : collector));
    }

    private static String ofChart(String component) throws IOException {
        String text = Files.readString(Home.directory().resolve(VALUES));
        Map<String, Map<String, Object>> values = new Yaml().load(text);
        Object options =
                values.get(component) == null ? null : values.get(component).get("jvmOptions");
        if (options == null) {
            throw new IllegalStateException(VALUES + " has no " + component + ".jvmOptions");
        }
        return options.toString();
    }

    private static List<String> split(String options) {
        return List.of(options.trim().split("\\s+"));
    }

    /** The same, with more options for one service. */
    public VirtualMachines with(Service service, List<String> more) {
        return service == Service.COLLECTOR
                ? new VirtualMachines(java, agent, joined(collector, more))
                : new VirtualMachines(java, joined(agent, more), collector);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** How a service is started: its executable jar, as the build leaves it. */
    public Launch launch(Service service) {
        return new Launch(List.of(), java, service == Service.COLLECTOR ? collector : agent, service.jar());
    }

    /** How another jar is started as if it were the agent. */
    public Launch likeAgent(Path jar) {
        return new Launch(List.of(), java, agent, jar);
    }
}
