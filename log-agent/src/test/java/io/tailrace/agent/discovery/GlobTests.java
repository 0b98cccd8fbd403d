package io.tailrace.agent.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/var/log/a.log /var/log/a.log",
                "/var/log/*.log /var/log/a.log",
                "/var/log/*.log /var/log/.log",
                "/var/log/*.log /var/log/.hidden.log",
                "/var/*/a.log /var/log/a.log",
                "/var/log/?.log /var/log/a.log",
                "/var/log/?.log /var/log/ä.log",
                "/var/log/[ab].log /var/log/b.log",
                "/var/log/[a-c].log /var/log/b.log",
                "/var/log/[!ab].log /var/log/c.log",
                "/var/log/{access,error}.log /var/log/error.log",
                "/var/log/{a,b*}.log /var/log/bcd.log",
                "/var/log/\\*.log /var/log/*.log",
                "/var/log/\\[a\\].log /var/log/[a].log",
                "/var/log/a(1)+.log /var/log/a(1)+.log",
                "/var/**/a.log /var/a.log",
                "/var/**/a.log /var/log/a.log",
                "/var/**/a.log /var/log/x/y/a.log",
                "/var/**/x/*.log /var/log/x/y/x/a.log",
                "/**/a.log /a.log",
                "/var/**/**/a.log /var/log/a.log",
                "/var/** /var/a",
                "/var/** /var/log/x/a",
                "*.gz /anywhere/at/all/a.gz",
                "a.log /var/log/a.log",
                "** /var/log/a.log",
            })
    void matches(String pattern, Path path) {
        assertThat(Glob.parse(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/var/log/a.log /var/log/b.log",
                "/var/log/a.log /var/log/a.log/b",
                "/var/log/a.log /var/log/A.log",
                "/var/log/*.log /var/log/x/a.log",
                "/var/log/*.log /var/log/a.log.1",
                "/var/log/?.log /var/log/ab.log",
                "/var/log/[ab].log /var/log/c.log",
                "/var/log/\\*.log /var/log/a.log",
                "/var/log/a.log /var/log/aXlog",
                "/var/**/x/*.log /var/log/y/a.log",
                "/var/**/a.log /usr/a.log",
                "/var/** /var",
                "*.gz /var/a.gz/b",
            })
    void doesNotMatch(String pattern, Path path) {
        assertThat(Glob.parse(pattern).matches(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "var/log/*.log      | begins neither with / nor is it a file's name alone",
                "./a.log            | begins neither with / nor is it a file's name alone",
                "''                 | names no file",
                "/                  | names no file",
                "/var/log/          | names no file",
                "/var//a.log        | has an empty, . or .. name in it",
                "/var/./a.log       | has an empty, . or .. name in it",
                "/var/../a.log      | has an empty, . or .. name in it",
                ".                  | has an empty, . or .. name in it",
                "/var/a**/a.log     | has ** beside other characters",
                "/var/**.log        | has ** beside other characters",
                "/var/[a.log        | is not a glob: ",
                "/var/{a.log        | is not a glob: ",
                "/var/{a/b,c}.log   | is not a glob: ",
                "/var/a\\           | is not a glob: ",
            })
    void refusesWhatCanMatchNothing(String pattern, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.parse(pattern))
                .withMessageContaining(message);
    }

    @Test
    void refusesANameThatNoFileCanHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.parse("/var/a\0b/*.log"))
                .withMessageContaining("names what can't be a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.gz", "a", "**"})
    void isForNamesAloneWithoutASlash(String pattern) {
        assertThat(Glob.parse(pattern).isNameOnly()).isTrue();
        assertThat(Glob.parse("/" + pattern).isNameOnly()).isFalse();
    }

    @Test
    void namesTheNearestDirectoryThatIsThere(@TempDir Path directory) throws Exception {
        Files.createDirectory(directory.resolve("a"));

        assertThat(Glob.parse(directory + "/a/b/*.log").nearestDirectory()).isEqualTo(directory.resolve("a"));
        assertThat(Glob.parse(directory + "/*/b/*.log").nearestDirectory()).isEqualTo(directory);
        assertThat(Glob.parse(directory + "/a/*.log")).hasToString(directory + "/a/*.log");
    }
}
