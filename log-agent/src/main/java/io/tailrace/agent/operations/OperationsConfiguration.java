package io.tailrace.agent.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.tailrace.agent.Agent;
import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.shipping.ShippingEvents;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Wires what an operator sees. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

    @Bean
    OtherAgents otherAgents(Identity identity, MeterRegistry registry) {
        return new OtherAgents(identity.host(), registry, System::nanoTime);
    }

    @Bean
    AgentHealth agentHealthIndicator(OtherAgents others) {
        return new AgentHealth(others);
    }

    @Bean
    ShippingLog shippingLog(List<Input> inputs) {
        return new ShippingLog(inputs);
    }

    @Bean
    AgentMetrics agentMetrics(MeterRegistry registry, ObjectProvider<Agent> agent) {
        return new AgentMetrics(registry, new AgentGauges(agent::getObject));
    }

    @Bean
    @Primary
    ShippingEvents shippingEvents(ShippingLog log, AgentHealth health, AgentMetrics metrics, OtherAgents others) {
        return new AllEvents(List.of(log, health, metrics, others));
    }

    @Bean
    SourcesEndpoint sourcesEndpoint(Agent agent, Identity identity) {
        return new SourcesEndpoint(agent, identity);
    }
}
