package io.tailrace.agent.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkTests {

    private static final FrameLimits TEN_BYTES = new FrameLimits(10, 0);

    @Test
    void takesAsManyWholeLinesAsFit() {
        assertThat(cut("", "one\ntwo\nthree\n", TEN_BYTES, Patience.WHOLE_LINES))
                .containsExactly("whole one\ntwo\n", "whole three\n");
    }

    @Test
    void holdsALastLineWithoutLineEnd() {
        Chunk chunk = chunk("", "one\ntw");

        assertThat(all(chunk, TEN_BYTES, Patience.WHOLE_LINES)).containsExactly("whole one\n");
        assertThat(chunk.remaining()).isEqualTo(2);
        assertThat(chunk.offset()).isEqualTo(4);
        assertThat(all(chunk, TEN_BYTES, Patience.FLUSH)).containsExactly("begin tw");
    }

    @Test
    void carriesALongLineInSeveralMessages() {
        assertThat(cut("", "0123456789abcdefghijKLMNO\nnext\n", TEN_BYTES, Patience.WHOLE_LINES))
                .containsExactly("begin 0123456789", "middle abcdefghij", "end KLMNO\n", "whole next\n");
    }

    @Test
    void keepsALineWholeThatFitsExactly() {
        assertThat(cut("", "012345678\nx\n", TEN_BYTES, Patience.WHOLE_LINES))
                .containsExactly("whole 012345678\n", "whole x\n");
    }

    @Test
    void partsALineThatIsLongerByOne() {
        assertThat(cut("", "0123456789\nx\n", TEN_BYTES, Patience.WHOLE_LINES))
                .containsExactly("begin 0123456789", "end \n", "whole x\n");
    }

    @Test
    void beginsALongLineInAMessageOfItsOwn() {
        assertThat(cut("", "a\n0123456789abc\n", TEN_BYTES, Patience.WHOLE_LINES))
                .containsExactly("whole a\n", "begin 0123456789", "end abc\n");
    }

    @Test
    void takesNoMoreLinesThanAllowed() {
        FrameLimits two = new FrameLimits(10, 2);
        assertThat(cut("", "a\nb\nc\nd\ne\n", two, Patience.WHOLE_LINES))
                .containsExactly("whole a\nb\n", "whole c\nd\n", "whole e\n");
        assertThat(cut("", "a\nb\nc\n", two, Patience.GATHER)).containsExactly("whole a\nb\n");
        assertThat(cut("", "0123456\nabcde\nc\n", two, Patience.GATHER))
                .containsExactly("whole 0123456\n", "whole abcde\nc\n");
        assertThat(cut("", "a\nb\n", new FrameLimits(10, 1), Patience.GATHER))
                .containsExactly("whole a\n", "whole b\n");
    }

    @Test
    void letsBytesGatherUntilTheyFillAMessage() {
        assertThat(cut("", "a\nb\n", TEN_BYTES, Patience.GATHER)).isEmpty();
        assertThat(cut("", "a\nb\nc\nd\ne\nf\n", TEN_BYTES, Patience.GATHER)).containsExactly("whole a\nb\nc\nd\ne\n");
    }

    @Test
    void goesOnInTheMiddleOfALine() {
        assertThat(cut("before", " and after\nnext\n", new FrameLimits(100, 0), Patience.WHOLE_LINES))
                .containsExactly("end  and after\n", "whole next\n");
        assertThat(cut("before", " and ", TEN_BYTES, Patience.WHOLE_LINES)).isEmpty();
        assertThat(cut("before", " and ", TEN_BYTES, Patience.FLUSH)).containsExactly("middle  and ");
    }

    @Test
    void countsLinesAndSpans() {
        Chunk chunk = chunk("tail\n", "one\ntwo\n");

        Frame frame = next(chunk, TEN_BYTES, Patience.WHOLE_LINES);

        assertThat(frame.lines()).isEqualTo(2);
        assertThat(frame.span()).isEqualTo(new Span(5, 13));
        assertThat(chunk.offset()).isEqualTo(13);
        assertThat(chunk.remaining()).isZero();
    }

    @Test
    void remembersTheBytesBeforeWhatRemains() {
        Chunk chunk = chunk("tail\n", "one\nrest");

        next(chunk, TEN_BYTES, Patience.WHOLE_LINES);

        assertThat(chunk.tail().length()).isEqualTo(9);
        assertThat(chunk.tail().isAtStartOf(buffer("tail\none\n"))).isTrue();
        assertThat(chunk.tail().isAtStartOf(buffer("tail\ntwo\n"))).isFalse();
    }

    @Test
    void takesAnyBytes() {
        assertThat(cut("", "\0\0\r\n\0\n", TEN_BYTES, Patience.WHOLE_LINES)).containsExactly("whole \0\0\r\n\0\n");
        assertThat(cut("", "\n\n\n", new FrameLimits(1, 0), Patience.WHOLE_LINES))
                .containsExactly("whole \n", "whole \n", "whole \n");
    }

    @Test
    void refusesLimitsThatNothingFits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameLimits(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameLimits(1, -1));
    }

    private static List<String> cut(String tail, String bytes, FrameLimits limits, Patience patience) {
        return all(chunk(tail, bytes), limits, patience);
    }

    private static List<String> all(Chunk chunk, FrameLimits limits, Patience patience) {
        List<String> frames = new ArrayList<>();
        for (Frame frame = chunk.next(limits, patience); frame != null; frame = chunk.next(limits, patience)) {
            assertThat(frame.span().length()).isEqualTo(frame.payload().length);
            frames.add(name(frame.linePart()) + " " + new String(frame.payload(), StandardCharsets.UTF_8));
        }
        return frames;
    }

    private static Frame next(Chunk chunk, FrameLimits limits, Patience patience) {
        Frame frame = chunk.next(limits, patience);
        if (frame == null) {
            throw new AssertionError("nothing to cut off");
        }
        return frame;
    }

    private static String name(LinePart part) {
        return switch (part) {
            case WHOLE -> "whole";
            case BEGIN -> "begin";
            case MIDDLE -> "middle";
            case END -> "end";
        };
    }

    private static Chunk chunk(String tail, String bytes) {
        return new Chunk(buffer(tail + bytes), tail.length(), tail.length(), false);
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
