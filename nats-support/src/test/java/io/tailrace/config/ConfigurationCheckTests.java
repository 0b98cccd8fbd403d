package io.tailrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConfigurationCheckTests {

    private final ConfigurationCheck check = new ConfigurationCheck(KnownKeys.load());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tailrace.stream=LOGS",
                "tailrace.partitions=16",
                "tailrace.nats.servers=nats://a,nats://b",
                "tailrace.nats.servers[0]=nats://a",
                "tailrace.nats.connectTimeout=2s",
                "tailrace.nats.connect_timeout=PT2S",
                "tailrace.agent=",
                "tailrace.agent.inputs=",
                "tailrace.agent.inputs.nginx.paths[1]=/var/log/*.log",
                "tailrace.agent.inputs.nginx.labels.team=web",
                "tailrace.agent.inputs.nginx.labels.[app.kubernetes.io/name]=web",
                "tailrace.agent.inputs.nginx.labels.a.b=web",
                "tailrace.agent.inputs.nginx.delivery=FIRE_AND_FORGET",
                "tailrace.agent.rescan-interval=0",
                "tailrace.agent.rescan-interval=${somewhere}",
                "tailrace.agent.max-message-size=128KB",
                "tailrace.admin.streams[0].subjects[0]=logs.>",
                "tailrace.admin.streams[0].max-age=1d",
                "tailraces.are=not ours",
                "other.key=1",
            })
    void acceptsWhatThereIs(String property) {
        assertThat(messages(property)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tailrace.agnet.host=a| tailrace.agnet is not a key. Did you mean \"agent\"?",
                "tailrace.agent.inputs.nginx.path=/x"
                        + "| tailrace.agent.inputs.nginx.path is not a key. Did you mean \"paths\"?",
                "tailrace.agent.inputs.nginx.pahts[0]=/x"
                        + "| tailrace.agent.inputs.nginx.pahts is not a key. Did you mean \"paths\"?",
                "tailrace.nats.ssl.key=a| tailrace.nats.ssl.key is not a key."
                        + " Under tailrace.nats.ssl there is enabled, bundle, handshake-first",
                "tailrace.stream.name=a| tailrace.stream.name is not a key. Under tailrace.stream there is nothing else",
                "tailrace.agent=yes| tailrace.agent takes no value but host, state-directory,",
                "tailrace.collector.consumer.ack-wait=30"
                        + "| tailrace.collector.consumer.ack-wait = 30 has no unit; write 30s for seconds",
                "tailrace.collector.consumer.ack-wait=soon"
                        + "| tailrace.collector.consumer.ack-wait = soon is not a duration; write 500ms, 30s",
                "tailrace.agent.max-message-size=big| tailrace.agent.max-message-size = big is not a size; write 512B",
                "tailrace.partitions=many| tailrace.partitions = many is not a whole number",
                "tailrace.collector.consumer.ack-policy=some"
                        + "| tailrace.collector.consumer.ack-policy = some is not accepted; use all, explicit or none",
                "tailrace.collector.consumer.wait=30s"
                        + "| tailrace.collector.consumer.wait = 30s is not a key. It is called \"ack-wait\" here",
            })
    void saysWhatIsWrong(String property, String message) {
        assertThat(messages(property)).singleElement().asString().startsWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAILRACE_STREAM=LOGS",
                "TAILRACE_NATS_SERVERS=nats://a",
                "TAILRACE_NATS_SERVERS_0=nats://a",
                "TAILRACE_NATS_CONNECTTIMEOUT=2s",
                "TAILRACE_NATS_CONNECT_TIMEOUT=2s",
                "TAILRACE_AGENT_INPUTS_NGINX_START_AT=end",
                "TAILRACE_AGENT_INPUTS_NGINX_PATHS_0_=/x",
                "TAILRACE_AGENT_INPUTS_NGINX_LABELS_TEAM=web",
                "TAILRACE_ADMIN_STREAMS_0_MAX_AGE=1d",
                "TAILRACES=1",
                "PATH=/bin",
            })
    void acceptsVariables(String variable) {
        assertThat(messagesOfVariable(variable)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TAILRACE_AGNET_HOST=a| TAILRACE_AGNET_HOST is not a key.",
                "TAILRACE_NATS_SERVRES=a| TAILRACE_NATS_SERVRES is not a key. Did you mean \"servers\"?",
                "TAILRACE_NATS_CONNECT_TIME_OUTS=a| TAILRACE_NATS_CONNECT_TIME_OUTS is not a key."
                        + " Did you mean \"connect-timeout\"?",
                "TAILRACE_NATS_CONNECTTIMEOUT=2| TAILRACE_NATS_CONNECTTIMEOUT = 2 has no unit; write 2s",
                "TAILRACE_NATS_PORT=tcp://10.0.0.1:4222| TAILRACE_NATS_PORT was set by Kubernetes",
                "TAILRACE_COLLECTOR_PORT_9241_TCP_ADDR=10.0.0.1| TAILRACE_COLLECTOR_PORT_9241_TCP_ADDR was set by",
                "TAILRACE_COLLECTOR_SERVICE_PORT_HTTP=9241| TAILRACE_COLLECTOR_SERVICE_PORT_HTTP was set by Kubernetes",
            })
    void saysWhatIsWrongWithVariables(String variable, String message) {
        assertThat(messagesOfVariable(variable))
                .singleElement()
                .asString()
                .startsWith(message)
                .endsWith("(environment)");
    }

    @Test
    void namesAnUnknownGroupOnce() {
        assertThat(messages("tailrace.agnet.host=a", "tailrace.agnet.inputs.a.paths[0]=/x"))
                .hasSize(1);
    }

    @Test
    void findsEverythingAtOnce() {
        assertThat(messages("tailrace.partitions=x", "tailrace.strem=LOGS", "tailrace.nats.connect-timeout=3"))
                .hasSize(3);
    }

    @Test
    void printsNoSecret() {
        assertThat(new ConfigurationProblem("tailrace.nats.password", "hush", "is bad", null))
                .hasToString("tailrace.nats.password = ****** is bad");
        assertThat(new ConfigurationProblem("tailrace.nats.servers", "nats://u:hush@h:1", "is bad", "a.yml:3"))
                .hasToString("tailrace.nats.servers = nats://******@h:1 is bad (a.yml:3)");
    }

    private List<String> messages(String... properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", map(properties)));
        return check.problemsOf(environment).stream()
                .map(ConfigurationProblem::toString)
                .toList();
    }

    private List<String> messagesOfVariable(String variable) {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, map(variable)));
        return check.problemsOf(environment).stream()
                .map(ConfigurationProblem::toString)
                .toList();
    }

    private static Map<String, Object> map(String... properties) {
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        for (String property : properties) {
            int equals = property.indexOf('=');
            map.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return map;
    }
}
