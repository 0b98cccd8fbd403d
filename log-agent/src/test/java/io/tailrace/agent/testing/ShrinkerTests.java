package io.tailrace.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShrinkerTests {

    private final List<Integer> hundred =
            new Random(7).ints(100, 0, 1_000).boxed().toList();

    @Test
    void leavesWhatIsNeededFarApart() {
        List<Integer> list = Stream.concat(Stream.concat(Stream.of(-1), hundred.stream()), Stream.of(-2))
                .toList();

        assertThat(shrink(list, less -> less.contains(-1) && less.contains(-2))).containsExactly(-1, -2);
    }

    @Test
    void leavesWhatIsNeededInItsOrder() {
        Predicate<List<Integer>> growsThrice = less -> IntStream.range(1, less.size())
                        .filter(i -> less.get(i) > less.get(i - 1))
                        .count()
                >= 3;

        assertThat(shrink(hundred, growsThrice)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void makesWhatIsLeftSimpler() {
        assertThat(shrink(hundred, less -> less.stream().anyMatch(number -> number > 41)))
                .containsExactly(42);
    }

    @Test
    void leavesNothingWhereEverythingShowsIt() {
        assertThat(shrink(hundred, less -> true)).isEmpty();
    }

    private static List<Integer> shrink(List<Integer> list, Predicate<List<Integer>> shows) {
        assertThat(shows.test(list)).isTrue();
        return new Shrinker<Integer>(
                        shows, number -> IntStream.range(0, number).boxed().toList())
                .shrink(list);
    }
}
