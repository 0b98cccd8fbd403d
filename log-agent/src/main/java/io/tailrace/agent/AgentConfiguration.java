package io.tailrace.agent;

import io.nats.client.JetStreamOptions;
import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.inventory.InventoryWriter;
import io.tailrace.agent.publish.JetStreamLinkOpener;
import io.tailrace.agent.shipping.ShipperSettings;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.config.TailraceProperties;
import io.tailrace.nats.ControlConnection;
import io.tailrace.nats.NatsConnectionFactory;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.Subject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the agent. */
@Configuration(proxyBeanMethods = false)
class AgentConfiguration {

    private static final Duration INVENTORY_INTERVAL = Duration.ofSeconds(10);
    // For a stream that is only just created, or a permission that is only just given.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Bean
    List<Input> inputs(AgentProperties properties) {
        return AgentInputs.of(properties.inputs());
    }

    @Bean
    Identity identity(AgentProperties properties, TailraceProperties tailrace) {
        return new Identity(
                AgentHost.of(properties.host(), System.getenv()),
                tailrace.subjectPrefix(),
                tailrace.partitions(),
                MachineId.in(MachineId.FILE));
    }

    @Bean
    ShipperSettings shipperSettings(AgentProperties properties, Identity identity) {
        String instance = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
        return AgentSettings.of(properties, identity, instance);
    }

    @Bean
    Links links(
            NatsConnectionFactory connections,
            JetStreamOptions options,
            TailraceProperties tailrace,
            ShipperSettings settings) {
        return identity -> {
            Subject subject =
                    Subject.of(identity.subjectPrefix(), new Partitioning(identity.partitions()), identity.host());
            // The stream is for as many partitions as the fleet has now, whatever this host had before.
            return new JetStreamLinkOpener(
                    connections,
                    options,
                    tailrace.streamOf(subject.partition()),
                    subject,
                    tailrace.partitioning(),
                    settings.instance());
        };
    }

    @Bean
    InventoryWriter inventoryWriter(
            Agent agent,
            ShipperSettings settings,
            TailraceProperties tailrace,
            ControlConnection connection,
            JetStreamOptions options,
            InventoryWriter.Listener listener) {
        Identity identity = settings.identity();
        int partition = tailrace.partitioning().of(identity.host());
        String version = AgentConfiguration.class.getPackage().getImplementationVersion();
        return InventoryWriter.of(
                new InventoryWriter.Author(
                        identity.host(),
                        settings.instance(),
                        version == null ? "unknown" : version,
                        tailrace.streamOf(partition),
                        identity.partitions()),
                agent::ask,
                connection::current,
                options,
                tailrace.inventoryBucket(),
                INVENTORY_INTERVAL,
                listener);
    }

    @Bean
    InventoryLifecycle inventoryLifecycle(InventoryWriter writer, Agent agent) {
        return new InventoryLifecycle(writer, agent);
    }

    @Bean
    Agent agent(
            AgentProperties properties,
            List<Input> inputs,
            ShipperSettings settings,
            Links links,
            ShippingEvents events) {
        return new Agent(properties, inputs, settings, links, events, PATIENCE);
    }
}
