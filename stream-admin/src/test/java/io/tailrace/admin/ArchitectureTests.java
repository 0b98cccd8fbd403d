package io.tailrace.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final String BASE = "io.tailrace.admin.";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tailrace.admin");

    @Test
    void stationsKnowOnlyThoseBeforeThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("declaration")
                .definedBy(BASE + "declaration")
                .layer("broker")
                .definedBy(BASE + "broker")
                .layer("plan")
                .definedBy(BASE + "plan")
                .layer("apply")
                .definedBy(BASE + "apply")
                .layer("drift")
                .definedBy(BASE + "drift")
                .layer("export")
                .definedBy(BASE + "export")
                .layer("usage")
                .definedBy(BASE + "usage")
                .layer("operations")
                .definedBy(BASE + "operations")
                .layer("wiring")
                .definedBy("io.tailrace.admin")
                .whereLayer("declaration")
                .mayNotAccessAnyLayer()
                .whereLayer("broker")
                .mayNotAccessAnyLayer()
                .whereLayer("plan")
                .mayOnlyAccessLayers("declaration", "broker")
                .whereLayer("apply")
                .mayOnlyAccessLayers("declaration", "broker", "plan")
                .whereLayer("usage")
                .mayOnlyAccessLayers("declaration", "broker")
                .whereLayer("export")
                .mayOnlyAccessLayers("declaration", "broker", "plan")
                .whereLayer("drift")
                .mayOnlyAccessLayers("plan", "apply", "usage")
                .whereLayer("operations")
                .mayOnlyAccessLayers("declaration", "broker", "plan", "apply", "drift", "usage")
                .check(classes);
    }

    @Test
    void theCoreKnowsNeitherSpringNorMicrometer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        BASE + "declaration",
                        BASE + "broker",
                        BASE + "plan",
                        BASE + "apply",
                        BASE + "drift",
                        BASE + "usage",
                        BASE + "export")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "io.micrometer..", "io.tailrace.nats..", "io.tailrace.config..")
                .check(classes);
    }
}
