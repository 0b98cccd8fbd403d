package io.tailrace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tailrace.config", "io.tailrace.nats");

    @Test
    void configurationKnowsNothingOfNats() {
        noClasses()
                .that()
                .resideInAPackage("io.tailrace.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tailrace.nats..", "io.nats..")
                .check(classes);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.tailrace.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void onlyMetricsKnowMicrometer() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Metrics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(classes);
    }
}
