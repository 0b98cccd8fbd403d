package io.tailrace.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tailrace.agent.checkpoint.NioStateStorage;
import io.tailrace.testing.disk.DurableCalls;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final String BASE = "io.tailrace.agent.";
    private static final String[] STATIONS = {
        BASE + "discovery",
        BASE + "content",
        BASE + "checkpoint",
        BASE + "copies",
        BASE + "source",
        BASE + "framing",
        BASE + "publish",
        BASE + "shipping"
    };

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tailrace.agent");

    @Test
    void stationsKnowOnlyThoseBeforeThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("discovery")
                .definedBy(BASE + "discovery")
                .layer("content")
                .definedBy(BASE + "content")
                .layer("checkpoint")
                .definedBy(BASE + "checkpoint")
                .layer("copies")
                .definedBy(BASE + "copies")
                .layer("source")
                .definedBy(BASE + "source")
                .layer("framing")
                .definedBy(BASE + "framing")
                .layer("publish")
                .definedBy(BASE + "publish")
                .layer("shipping")
                .definedBy(BASE + "shipping")
                .layer("inventory")
                .definedBy(BASE + "inventory")
                .layer("operations")
                .definedBy(BASE + "operations")
                .layer("wiring")
                .definedBy("io.tailrace.agent")
                .whereLayer("discovery")
                .mayNotAccessAnyLayer()
                .whereLayer("content")
                .mayNotAccessAnyLayer()
                .whereLayer("checkpoint")
                .mayOnlyAccessLayers("discovery", "content")
                .whereLayer("copies")
                .mayOnlyAccessLayers("discovery", "content", "checkpoint")
                .whereLayer("source")
                .mayOnlyAccessLayers("discovery", "content", "checkpoint", "copies")
                .whereLayer("framing")
                .mayOnlyAccessLayers("content", "source")
                .whereLayer("publish")
                .mayOnlyAccessLayers("checkpoint", "source", "framing")
                .whereLayer("shipping")
                .mayOnlyAccessLayers("discovery", "content", "checkpoint", "source", "framing", "publish")
                .whereLayer("inventory")
                .mayOnlyAccessLayers("checkpoint", "source", "publish", "shipping")
                .check(classes);
    }

    @Test
    void stationsHaveNoCycles() {
        slices().matching(
                        "io.tailrace.agent.(discovery|content|checkpoint|copies|source|framing|publish|shipping|inventory)")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void theCoreKnowsNeitherSpringNorMicrometer() {
        noClasses()
                .that()
                .resideInAnyPackage(STATIONS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.micrometer..", "io.tailrace.config..")
                .check(classes);
    }

    @Test
    void onlyPublishingAndInventoryKnowNats() {
        noClasses()
                .that()
                .resideInAnyPackage(STATIONS)
                .and()
                .resideOutsideOfPackages(BASE + "publish", BASE + "inventory")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.nats..", "io.tailrace.nats..")
                .check(classes);
    }

    @Test
    void whatTheAgentRemembersGoesThroughTheStorageThatFaultsAreTriedAt() {
        DurableCalls.onlyBy(NioStateStorage.class).check(classes);
    }
}
