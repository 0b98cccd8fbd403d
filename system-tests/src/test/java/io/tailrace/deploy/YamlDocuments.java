package io.tailrace.deploy;

import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** YAML with its anchors and merges resolved. */
final class YamlDocuments {

    private YamlDocuments() {}

    /** The only document. */
    static JsonNode parse(String yaml) {
        List<JsonNode> documents = parseAll(yaml);
        if (documents.size() != 1) {
            throw new AssertionError("not one document but " + documents.size());
        }
        return documents.get(0);
    }

    /** All documents but the empty ones. */
    static List<JsonNode> parseAll(String yaml) {
        JsonMapper mapper = JsonMapper.builder().build();
        Iterable<Object> documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(Objects::nonNull)
                .<JsonNode>map(mapper::valueToTree)
                .toList();
    }
}
