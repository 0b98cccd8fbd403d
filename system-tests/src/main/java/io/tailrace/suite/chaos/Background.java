package io.tailrace.suite.chaos;

import io.tailrace.suite.process.Home;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Goes on with a campaign in a process that outlives this one and its terminal, with jars of its own. */
final class Background {

    private static final List<String> MODULES = List.of("log-agent", "log-collector", "stream-admin", "system-tests");

    private Background() {}

    /** Starts it; {@link CampaignDirectory#log()} takes what it prints. */
    static Process resume(CampaignDirectory directory) throws IOException {
        for (String module : MODULES) {
            Path copy = jar(directory.program(), module);
            Files.createDirectories(copy.getParent());
            Files.copy(jar(Home.directory(), module), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return new ProcessBuilder(
                        "nohup",
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-Dtailrace.home=" + directory.program(),
                        "-jar",
                        jar(directory.program(), "system-tests").toString(),
                        "chaos",
                        "--resume",
                        directory.root().toString())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(directory.log().toFile()))
                .start();
    }

    private static Path jar(Path home, String module) {
        return home.resolve(module).resolve("target").resolve(module + ".jar");
    }
}
