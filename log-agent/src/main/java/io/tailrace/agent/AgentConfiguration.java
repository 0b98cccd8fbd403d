package io.tailrace.agent;

import io.nats.client.JetStreamOptions;
import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.publish.JetStreamLinkOpener;
import io.tailrace.agent.shipping.ShipperSettings;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.config.TailraceProperties;
import io.tailrace.nats.NatsConnectionFactory;
import io.tailrace.protocol.Subject;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Wires the agent. */
@Configuration(proxyBeanMethods = false)
class AgentConfiguration {

    // Arrays have an int for a length, and a look reads two messages at once.
    private static final DataSize LARGEST_MESSAGE = DataSize.ofMegabytes(64);
    private static final DataSize SMALLEST_MESSAGE = DataSize.ofBytes(64);

    @Bean
    List<Input> inputs(AgentProperties properties) {
        return AgentInputs.of(properties.inputs());
    }

    @Bean
    Identity identity(AgentProperties properties, TailraceProperties tailrace) {
        return new Identity(
                AgentHost.of(properties.host(), System.getenv()), tailrace.subjectPrefix(), tailrace.partitions());
    }

    @Bean
    ShipperSettings shipperSettings(AgentProperties properties, Identity identity) {
        DataSize size = properties.maxMessageSize();
        if (size.compareTo(SMALLEST_MESSAGE) < 0 || size.compareTo(LARGEST_MESSAGE) > 0) {
            throw new InvalidConfigurationException(
                    "tailrace.agent.max-message-size", size, "is not between 64B and 64MB");
        }
        return new ShipperSettings(
                identity,
                (int) size.toBytes(),
                properties.checkpointInterval(),
                properties.sealAfterQuiet(),
                properties.stopTimeout());
    }

    @Bean
    JetStreamLinkOpener linkOpener(
            NatsConnectionFactory connections,
            JetStreamOptions options,
            TailraceProperties tailrace,
            Identity identity) {
        Subject subject = Subject.of(identity.subjectPrefix(), tailrace.partitioning(), identity.host());
        return new JetStreamLinkOpener(
                connections, options, tailrace.streamOf(subject.partition()), subject, tailrace.partitioning());
    }

    @Bean
    Agent agent(
            AgentProperties properties,
            List<Input> inputs,
            ShipperSettings settings,
            JetStreamLinkOpener links,
            ShippingEvents events) {
        return new Agent(properties, inputs, settings, links, events);
    }
}
