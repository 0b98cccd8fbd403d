package io.tailrace.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNamesTests {

    /** Pieces of names that mean something to a file system, to the archive or to the escape itself. */
    private static final String[] HOSTILE = {
        "",
        ".",
        "..",
        "...",
        "/",
        "//",
        "current",
        "_",
        "_plain",
        "-",
        "-rf",
        "%",
        "%%",
        "%.",
        "%~",
        "%2E",
        "%5F",
        "~",
        "\\",
        "\0",
        "\n",
        "\u0085",
        "\u2028",
        "\ud800",
        "\udc00",
        "\ud83d\ude00",
        "?",
        "\ufffd",
        "ä",
        "a",
        "A",
        " ",
        "lost+found",
        "20261123T070102.345Z~4b7d23aa.log",
        "x".repeat(199),
        "ä".repeat(130),
        "%".repeat(90),
        "\ud83d\ude00".repeat(61)
    };

    @Test
    void namesAnArchiveFileByTimeAndShortId() {
        assertThat(ArchiveNames.file(SourceId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")))
                .isEqualTo("20220222T192222.000Z~0c07398f.log");
    }

    @ParameterizedTest
    @CsvSource({
        "/var/log/nginx/access.log, var/log/nginx/access.log",
        "/var/log/größe 😀.log, var/log/größe 😀.log",
        "/var/log/.hidden, var/log/.hidden",
        "/var/log/Current, var/log/Current",
        "/var/log/current.log, var/log/current.log",
        "/var/log/a_b-c, var/log/a_b-c"
    })
    void leavesOrdinaryNamesAsTheyAre(String path, String directory) {
        assertThat(ArchiveNames.directory(path)).isEqualTo(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "/, %",
        "//a, %/a",
        "/a/, a/%",
        "/a/../../b, a/%2E./%2E./b",
        "/./a, %2E/a",
        "/a/current, a/%63urrent",
        "/_plain, %5Fplain",
        "/-rf, %2Drf",
        "/100%, 100%25",
        "/a/20261123T070102.345Z~4b7d23aa.log, a/%320261123T070102.345Z~4b7d23aa.log",
        "/a/20261123T070102.345Z~4b7d23aa.log.zst, a/%320261123T070102.345Z~4b7d23aa.log.zst",
        "a/b, %./a/b",
        "'', %./%",
        ".., %./%2E."
    })
    void escapesWhatADirectoryMustNotBeCalled(String path, String directory) {
        assertThat(ArchiveNames.directory(path)).isEqualTo(directory);
    }

    @Test
    void escapesControlCharactersAndUnpairedSurrogatesByTheirBytes() {
        assertThat(ArchiveNames.directory("/a\0b\n\u007f\u0085")).isEqualTo("a%00b%0A%7F%C2%85");
        assertThat(ArchiveNames.directory("/\ud800\udfff\ud800")).isEqualTo("\ud800\udfff%ED%A0%80");
        assertThat(ArchiveNames.directory("/20261123T070102.345Z~\u2028")).startsWith("%320261123");
    }

    @ParameterizedTest
    @CsvSource({
        "my.host, my.host",
        "a/b, a%2Fb",
        "/, %2F",
        ".., %2E.",
        "_collector, %5Fcollector",
        "current, %63urrent",
        "lost+found, %6Cost+found"
    })
    void makesAHostOneComponent(String host, String directory) {
        assertThat(ArchiveNames.host(host)).isEqualTo(directory);
    }

    @Test
    void escapesAPathThatLooksLikeTheFileOfTheLatestId() {
        String file = ArchiveNames.file(SourceId.parse("ffffffff-ffff-7fff-bfff-ffffffffffff"));
        assertThat(file).isEqualTo("+108890802T053150.655Z~ffffffff.log");
        assertThat(ArchiveNames.directory("/a/" + file)).isEqualTo("a/%2B" + file.substring(1));
    }

    @Test
    void cutsALongNameAtACharacterAndAddsItsHash() {
        assertThat(ArchiveNames.host("a".repeat(240))).isEqualTo("a".repeat(240));
        assertThat(ArchiveNames.host("a".repeat(241))).matches("a{206}%~[0-9a-f]{32}");
        assertThat(ArchiveNames.host("aä".repeat(100))).matches("(aä){68}a%~[0-9a-f]{32}");
        assertThat(ArchiveNames.host("\ud83d\ude00".repeat(80))).matches("(\ud83d\ude00){51}%~[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void cutsNoEscapeInHalf(int shift) {
        assertThat(ArchiveNames.host("a".repeat(shift) + "%".repeat(100)))
                .matches("a{" + shift + "}(%25)+%~[0-9a-f]{32}");
    }

    @Test
    void keepsLongNamesApartThatDifferBehindTheCutOnly() {
        String same = "a".repeat(300);
        assertThat(ArchiveNames.host(same + "\ud800")).isNotEqualTo(ArchiveNames.host(same + "\ud801"));
        assertThat(ArchiveNames.host(same + "?")).isNotEqualTo(ArchiveNames.host(same + "\ud801"));
    }

    @Test
    void boundsAPathInBytesAndKeepsLongOnesApart() {
        String deep = "/ä".repeat(4_000);
        assertThat(ArchiveNames.directory(deep).getBytes(UTF_8).length).isBetween(2_000, 2_048);
        assertThat(ArchiveNames.directory(deep)).matches("(ä/)+%~[0-9a-f]{32}");
        assertThat(ArchiveNames.directory(deep + "/a")).isNotEqualTo(ArchiveNames.directory(deep + "/b"));
        assertThat(ArchiveNames.directory(deep)).isNotEqualTo(ArchiveNames.directory(deep.substring(1)));
        assertThat(ArchiveNames.directory("/" + "a/".repeat(1_023) + "bc")).endsWith("/a/bc");
    }

    @Test
    void staysInsideOfTheArchiveAndKeepsApartWhateverAPathSays() throws CharacterCodingException {
        RandomInput input = RandomInput.of(this);
        Map<String, String> paths = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String path = hostile(input);
            String directory = ArchiveNames.directory(path);
            String description = input.description() + " " + Excerpt.of(path);
            assertThat(paths.putIfAbsent(directory, path)).as(description).isIn(null, path);
            assertThat(directory.getBytes(UTF_8).length).as(description).isLessThanOrEqualTo(2_048);
            for (String component : directory.split("/", -1)) {
                assertIsDirectoryName(component, description);
            }
        }
    }

    @Test
    void makesEveryHostOneNameOfItsOwn() throws CharacterCodingException {
        RandomInput input = RandomInput.of(this);
        Map<String, String> hosts = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String host = hostile(input);
            String component = ArchiveNames.host(host);
            String description = input.description() + " " + Excerpt.of(host);
            assertThat(hosts.putIfAbsent(component, host)).as(description).isIn(null, host);
            assertThat(component).as(description).doesNotContain("/");
            assertIsDirectoryName(component, description);
        }
    }

    private static String hostile(RandomInput input) {
        StringBuilder name = new StringBuilder();
        for (int left = input.random().nextInt(5); left > 0; left--) {
            name.append(input.random().nextInt(8) == 0 ? input.unicodeText(4) : input.oneOf(HOSTILE));
        }
        return name.toString();
    }

    private static void assertIsDirectoryName(String component, String description) throws CharacterCodingException {
        // Throws for what has no UTF-8 form.
        UTF_8.newEncoder().encode(CharBuffer.wrap(component));
        assertThat(component.getBytes(UTF_8).length).as(description).isBetween(1, 240);
        assertThat(component)
                .as(description)
                .isNotIn(".", "..", ArchiveNames.CURRENT, ArchiveNames.PLAIN, "lost+found")
                .doesNotStartWith("_")
                .doesNotStartWith("-")
                .doesNotMatch("(?s)\\+?\\d+T.*Z~.*")
                .matches(name -> name.chars().noneMatch(Character::isISOControl), "has no control characters");
    }
}
