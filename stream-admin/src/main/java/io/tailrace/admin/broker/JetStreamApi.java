package io.tailrace.admin.broker;

import io.nats.client.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@link StreamApi} by requests on the {@code $JS.API} subjects (JetStream wire API reference, schemas of jsm.go). */
public final class JetStreamApi implements StreamApi {

    private static final int STREAM_NOT_FOUND = 10059;
    private static final int CONSUMER_NOT_FOUND = 10014;

    private final ApiRequests requests;
    private final String prefix;

    /**
     * @param connection the connection to use for the next request, null while there is none
     * @param prefix what the API's subjects begin with, {@code $JS.API.} or that of a domain, with its last dot
     * @param timeout for each request
     */
    public JetStreamApi(Supplier<@Nullable Connection> connection, String prefix, Duration timeout) {
        this.requests = new ApiRequests(connection, timeout);
        this.prefix = prefix;
    }

    /** Ends the requests that wait for an answer which can't come any more. Any thread may call it. */
    public void connectionLost() {
        requests.connectionLost();
    }

    @Override
    public String serverVersion() {
        Connection current = requests.connection();
        return current == null || current.getServerInfo() == null
                ? ""
                : current.getServerInfo().getVersion();
    }

    @Override
    public @Nullable StreamInfo find(String name) throws BrokerException, InterruptedException {
        try {
            return StreamInfo.read(request("STREAM.INFO." + name, ""));
        } catch (RefusedException refused) {
            requireAbsent(refused, STREAM_NOT_FOUND);
            return null;
        }
    }

    @Override
    public List<StreamInfo> streams() throws BrokerException, InterruptedException {
        List<StreamInfo> streams = new ArrayList<>();
        for (JsonNode stream : listed("STREAM.LIST", "streams")) {
            streams.add(StreamInfo.read(stream));
        }
        return streams;
    }

    @Override
    public StreamInfo create(ObjectNode config) throws BrokerException, InterruptedException {
        return StreamInfo.read(request("STREAM.CREATE." + config.path("name").asString(), config.toString()));
    }

    @Override
    public StreamInfo update(ObjectNode config) throws BrokerException, InterruptedException {
        return StreamInfo.read(request("STREAM.UPDATE." + config.path("name").asString(), config.toString()));
    }

    @Override
    public void delete(String name) throws BrokerException, InterruptedException {
        request("STREAM.DELETE." + name, "");
    }

    @Override
    public long purge(String name, long before) throws BrokerException, InterruptedException {
        String body = object().put("seq", before).toString();
        return request("STREAM.PURGE." + name, body).path("purged").asLong(0);
    }

    @Override
    public Map<String, Long> subjects(String name) throws BrokerException, InterruptedException {
        Map<String, Long> subjects = new TreeMap<>();
        long total = 1;
        for (long offset = 0; offset < total; offset = subjects.size()) {
            JsonNode answer = request(
                    "STREAM.INFO." + name,
                    object().put("subjects_filter", ">").put("offset", offset).toString());
            JsonNode page = answer.path("state").path("subjects");
            page.properties()
                    .forEach(entry ->
                            subjects.put(entry.getKey(), entry.getValue().asLong()));
            total = page.isEmpty() ? 0 : answer.path("total").asLong(0);
        }
        return subjects;
    }

    @Override
    public List<String> streamsWith(String subject) throws BrokerException, InterruptedException {
        ObjectNode body = object().put("subject", subject);
        List<String> names = new ArrayList<>();
        request("STREAM.NAMES", body.toString()).path("streams").forEach(name -> names.add(name.asString()));
        return names;
    }

    @Override
    public @Nullable ConsumerInfo consumer(String stream, String name) throws BrokerException, InterruptedException {
        try {
            return ConsumerInfo.read(request("CONSUMER.INFO." + stream + "." + name, ""));
        } catch (RefusedException refused) {
            requireAbsent(refused, CONSUMER_NOT_FOUND, STREAM_NOT_FOUND);
            return null;
        }
    }

    @Override
    public List<ConsumerInfo> consumers(String stream) throws BrokerException, InterruptedException {
        List<ConsumerInfo> consumers = new ArrayList<>();
        for (JsonNode consumer : listed("CONSUMER.LIST." + stream, "consumers")) {
            consumers.add(ConsumerInfo.read(consumer));
        }
        return consumers;
    }

    @Override
    public ConsumerInfo put(String stream, ObjectNode config) throws BrokerException, InterruptedException {
        ObjectNode body = object().put("stream_name", stream);
        body.set("config", config);
        String name = config.path("durable_name").asString();
        return ConsumerInfo.read(request("CONSUMER.CREATE." + stream + "." + name, body.toString()));
    }

    @Override
    public void pause(String stream, String name, @Nullable String until) throws BrokerException, InterruptedException {
        request(
                "CONSUMER.PAUSE." + stream + "." + name,
                object().put("pause_until", until).toString());
    }

    @Override
    public void deleteConsumer(String stream, String name) throws BrokerException, InterruptedException {
        request("CONSUMER.DELETE." + stream + "." + name, "");
    }

    @Override
    public long publish(String subject, String body, Map<String, String> headers)
            throws BrokerException, InterruptedException {
        return requests.request(subject, body, headers).path("seq").asLong();
    }

    @Override
    public void deleteMessage(String stream, long sequence) throws BrokerException, InterruptedException {
        request("STREAM.MSG.DELETE." + stream, object().put("seq", sequence).toString());
    }

    @Override
    public void backUp(String stream, Path directory, Runnable meanwhile) throws BrokerException, InterruptedException {
        new Snapshot(requests, prefix + "STREAM.SNAPSHOT." + stream, directory).take(meanwhile);
    }

    private JsonNode request(String operation, String body) throws BrokerException, InterruptedException {
        return requests.request(prefix + operation, body, Map.of());
    }

    /** All elements of a listing, which comes in pages. */
    private List<JsonNode> listed(String operation, String field) throws BrokerException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        long total = 1;
        while (all.size() < total) {
            JsonNode answer =
                    request(operation, object().put("offset", all.size()).toString());
            JsonNode page = answer.path(field);
            page.forEach(all::add);
            total = page.isEmpty() ? 0 : answer.path("total").asLong(0);
        }
        return all;
    }

    /** Swallows a refusal that only says that there is nothing of that name. */
    private static void requireAbsent(RefusedException refused, int... codes) throws RefusedException {
        for (int code : codes) {
            if (refused.errorCode() == code) {
                return;
            }
        }
        throw refused;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
