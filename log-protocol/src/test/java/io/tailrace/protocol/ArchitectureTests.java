package io.tailrace.protocol;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

    private final JavaClasses protocol =
            new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests())).importPackages("io.tailrace.protocol");

    @Test
    void needsNothingButJavaBaseAndItsNullness() {
        DescribedPredicate<JavaClass> allowed = describe(
                "in java.base, org.jspecify.annotations or the protocol itself",
                type -> JAVA_BASE.contains(type.getBaseComponentType().getPackageName())
                        || type.getBaseComponentType().isPrimitive()
                        || type.getPackageName().equals("org.jspecify.annotations")
                        || type.getBaseComponentType().getPackageName().equals("io.tailrace.protocol"));
        classes().should().onlyDependOnClassesThat(allowed).check(protocol);
    }

    @Test
    void doesNoInputAndOutput() {
        classes()
                .should()
                .onlyDependOnClassesThat(describe(
                        "not for files or sockets",
                        type -> !Set.of("java.io", "java.nio.file", "java.nio.channels", "java.net")
                                        .contains(type.getPackageName())
                                || type.isEquivalentTo(java.io.Serializable.class)))
                .check(protocol);
    }
}
