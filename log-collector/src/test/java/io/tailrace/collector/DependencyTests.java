package io.tailrace.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tailrace.testing.disk.DurableCalls;
import org.junit.jupiter.api.Test;

class DependencyTests {

    private static final String BASE = "io.tailrace.collector";
    private static final String[] STATIONS = {
        BASE + ".intake..",
        BASE + ".commit..",
        BASE + ".archive..",
        BASE + ".ledger..",
        BASE + ".ack..",
        BASE + ".deadletter..",
        BASE + ".pairing..",
        BASE + ".inventory..",
        BASE + ".report.."
    };

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void stationsKnowOnlyTheNextOnes() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("intake")
                .definedBy(BASE + ".intake..")
                .layer("commit")
                .definedBy(BASE + ".commit..")
                .layer("archive")
                .definedBy(BASE + ".archive..")
                .layer("ledger")
                .definedBy(BASE + ".ledger..")
                .layer("ack")
                .definedBy(BASE + ".ack..")
                .layer("deadletter")
                .definedBy(BASE + ".deadletter..")
                .layer("inventory")
                .definedBy(BASE + ".inventory..")
                .layer("report")
                .definedBy(BASE + ".report..")
                .layer("pairing")
                .definedBy(BASE + ".pairing..")
                .layer("operations")
                .definedBy(BASE + ".operations..")
                .layer("wiring")
                .definedBy(BASE)
                .whereLayer("wiring")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("operations")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("intake")
                .mayOnlyBeAccessedByLayers("operations", "wiring")
                .whereLayer("deadletter")
                .mayOnlyBeAccessedByLayers("operations", "wiring")
                .whereLayer("inventory")
                .mayOnlyBeAccessedByLayers("report", "operations", "wiring")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("operations", "wiring")
                .whereLayer("commit")
                .mayOnlyBeAccessedByLayers("intake", "inventory", "report", "deadletter", "operations", "wiring")
                .whereLayer("archive")
                .mayOnlyBeAccessedByLayers("commit", "pairing", "operations", "wiring")
                .whereLayer("pairing")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("ack")
                .mayOnlyBeAccessedByLayers("commit", "intake", "wiring")
                .check(classes);
    }

    @Test
    void stationsHaveNoCycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void stationsCompileWithoutFrameworks() {
        noClasses()
                .that()
                .resideInAnyPackage(STATIONS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.micrometer..", "jakarta..", "io.tailrace.config..")
                .check(classes);
    }

    @Test
    void onlyThoseWhoTalkToTheBrokerKnowItsClient() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        BASE + ".commit..",
                        BASE + ".archive..",
                        BASE + ".ledger..",
                        BASE + ".pairing..",
                        BASE + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.nats..")
                .check(classes);
    }

    @Test
    void onlyTheLedgerKnowsItsDatabase() {
        classes()
                .that()
                .resideOutsideOfPackage(BASE + ".ledger..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("java.sql..", "org.sqlite..")
                .check(classes);
    }

    @Test
    void whatIsDurableGoesThroughTheDiskThatFaultsAreTriedAt() {
        DurableCalls.onlyBy(
                        BASE + ".archive.NioArchiveDisk",
                        BASE + ".archive.ChannelFile",
                        // SQLite's own file, whose transactions are steps of their own.
                        BASE + ".ledger.LedgerDatabase",
                        // The lock, which is gone with the process.
                        BASE + ".OwnDirectory")
                .check(classes);
    }
}
