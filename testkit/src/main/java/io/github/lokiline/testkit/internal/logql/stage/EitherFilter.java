package io.github.lokiline.testkit.internal.logql.stage;

/** Two label filters, one or both of which a line must pass. Immutable. */
public record EitherFilter(Stage left, Stage right, boolean both) implements Stage {

    @Override
    public boolean keep(LogLine line) {
        boolean leftKeeps = left.keep(line);
        if (leftKeeps && !both) {
            return true;
        }
        // evaluated even when the left has decided, for its faults show in the labels
        boolean rightKeeps = right.keep(line);
        return rightKeeps && (leftKeeps || !both);
    }
}
