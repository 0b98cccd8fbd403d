package io.tailrace.testing.disk;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** The calls of the JDK that change what is on a disk: whoever makes one has to be something that faults are tried at. */
public final class DurableCalls {

    private static final Pattern OF_FILES =
            Pattern.compile("write.*|newOutputStream|newBufferedWriter|copy|move|delete.*" + "|create.*|set.*");
    private static final Pattern OF_FILE =
            Pattern.compile("createNewFile|createTempFile|delete.*|mkdirs?|renameTo|set.*");
    private static final Set<String> OF_CHANNELS =
            Set.of("write", "truncate", "force", "map", "lock", "tryLock", "transferFrom");
    private static final Set<String> OF_DIRECTORIES = Set.of("move", "deleteFile", "deleteDirectory");
    private static final Set<String> READING = Set.of("READ", "SPARSE");
    private static final Set<String> STREAMS =
            Set.of(FileOutputStream.class.getName(), FileWriter.class.getName(), RandomAccessFile.class.getName());

    private DurableCalls() {}

    /** Nobody but these makes any. */
    public static ArchRule onlyBy(Class<?>... storages) {
        return onlyBy(Arrays.stream(storages).map(Class::getName).toArray(String[]::new));
    }

    /** Nobody but these, and what is nested in them, makes any. */
    public static ArchRule onlyBy(String... storages) {
        return noClasses()
                .that(DescribedPredicate.describe(
                        "are not the storage",
                        (JavaClass type) -> Arrays.stream(storages)
                                .noneMatch(storage -> type.getName().equals(storage)
                                        || type.getName().startsWith(storage + "$"))))
                .should()
                .accessTargetWhere(target(DescribedPredicate.describe("changes a disk", DurableCalls::changesADisk)))
                .as("no durable call outside of the storage, where faults are tried at each");
    }

    private static boolean changesADisk(AccessTarget target) {
        String name = target.getName();
        JavaClass owner = target.getOwner();
        if (owner.isEquivalentTo(Files.class)) {
            return OF_FILES.matcher(name).matches();
        }
        if (owner.isEquivalentTo(File.class)) {
            return OF_FILE.matcher(name).matches();
        }
        if (owner.isEquivalentTo(StandardOpenOption.class)) {
            return Arrays.stream(StandardOpenOption.values())
                            .anyMatch(option -> option.name().equals(name))
                    && !READING.contains(name);
        }
        if (owner.isAssignableTo(FileChannel.class) || owner.isAssignableTo(AsynchronousFileChannel.class)) {
            return OF_CHANNELS.contains(name);
        }
        if (owner.isAssignableTo(SecureDirectoryStream.class)) {
            return OF_DIRECTORIES.contains(name);
        }
        if (owner.isAssignableTo(BasicFileAttributeView.class)) {
            return name.startsWith("set");
        }
        return STREAMS.contains(owner.getName());
    }
}
