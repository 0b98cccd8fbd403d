package io.tailrace.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in columns, as Markdown has it: it can be pasted into the documentation as it is printed. */
final class Table {

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] numbers;

    /** @param header a column's title; one that begins with {@code >} is of numbers and is set to the right */
    Table(String... header) {
        this.numbers = new boolean[header.length];
        for (int column = 0; column < header.length; column++) {
            numbers[column] = header[column].startsWith(">");
        }
        rows.add(
                Arrays.stream(header).map(title -> title.replaceFirst("^>", "")).toArray(String[]::new));
    }

    void row(String... cells) {
        rows.add(cells);
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** One line a row, with line ends. */
    String text() {
        int[] widths = new int[numbers.length];
        for (String[] row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            append(text, rows.get(row), widths);
            if (row == 0) {
                for (int column = 0; column < widths.length; column++) {
                    text.append(column == 0 ? "|" : "").append("-".repeat(widths[column] + 1));
                    text.append(numbers[column] ? ":|" : "-|");
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text, String[] row, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - row[column].length());
            text.append(column == 0 ? "| " : " ");
            text.append(numbers[column] ? padding + row[column] : row[column] + padding)
                    .append(" |");
        }
        text.append('\n');
    }
}
