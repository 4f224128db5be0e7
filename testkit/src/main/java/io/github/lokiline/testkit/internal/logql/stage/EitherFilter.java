package io.github.lokiline.testkit.internal.logql.stage;

/** Two label filters joined by {@code or} or {@code and}. Immutable. */
public record EitherFilter(Stage left, Stage right, boolean both) implements Stage {

    @Override
    public boolean keep(LogLine line) {
        boolean leftKeeps = left.keep(line);
        if (leftKeeps && !both) {
            return true;
        }
        // always evaluated, because its errors show in the labels
        boolean rightKeeps = right.keep(line);
        return rightKeeps && (leftKeeps || !both);
    }
}
