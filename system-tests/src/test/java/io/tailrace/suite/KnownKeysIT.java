package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.process.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys that every service knows the spelling of are those that the services' own code declares. */
class KnownKeysIT {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String LISTING = "META-INF/tailrace/known-keys.txt";

    @ParameterizedTest
    @EnumSource
    void everyDeclaredKeyIsListed(Service service) throws IOException {
        Set<String> listed = listed(service);
        try (JarFile jar = new JarFile(service.jar().toFile())) {
            ZipEntry metadata = jar.getEntry(METADATA);
            for (JsonNode property :
                    JsonMapper.shared().readTree(jar.getInputStream(metadata)).get("properties")) {
                String key = property.get("name").asString();
                if (key.startsWith("tailrace.")) {
                    assertThat(listed)
                            .as("keys in %s", LISTING)
                            .anyMatch(known ->
                                    known.equals(key) || known.startsWith(key + "[") || known.startsWith(key + "."));
                }
            }
        }
    }

    @Test
    void everyListedKeyOfASectionIsDeclared() throws IOException {
        Set<String> declared = new TreeSet<>();
        for (Service service : Service.values()) {
            try (JarFile jar = new JarFile(service.jar().toFile())) {
                JsonNode metadata = JsonMapper.shared().readTree(jar.getInputStream(jar.getEntry(METADATA)));
                metadata.get("properties")
                        .forEach(property -> declared.add(property.get("name").asString()));
            }
        }
        Set<String> sections = Set.of("tailrace.agent.", "tailrace.collector.");
        Set<String> undeclared = listed(Service.AGENT).stream()
                .filter(key -> sections.stream().anyMatch(key::startsWith))
                .map(key -> key.replaceAll("(\\.\\*|\\[).*", ""))
                .filter(key -> !declared.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(undeclared)
                .as("listed in %s and declared by no service", LISTING)
                .isEmpty();
    }

    /** The keys of the listing, without those that are listed to be refused. */
    private static Set<String> listed(Service service) throws IOException {
        try (JarFile jar = new JarFile(service.jar().toFile())) {
            ZipEntry library = jar.stream()
                    .filter(entry -> entry.getName().matches("BOOT-INF/lib/nats-support-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            try (JarInputStream nested = new JarInputStream(jar.getInputStream(library))) {
                for (ZipEntry entry = nested.getNextEntry(); entry != null; entry = nested.getNextEntry()) {
                    if (entry.getName().equals(LISTING)) {
                        return keys(nested);
                    }
                }
            }
        }
        throw new IllegalStateException(service.jar() + " has no " + LISTING);
    }

    private static Set<String> keys(InputStream listing) throws IOException {
        return Arrays.stream(new String(listing.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1))
                .filter(line -> line.startsWith("tailrace.") && !line.contains("->"))
                .map(line -> line.split("\\s+", 2)[0])
                .collect(Collectors.toSet());
    }
}
