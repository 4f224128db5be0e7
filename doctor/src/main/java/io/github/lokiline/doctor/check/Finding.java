package io.github.lokiline.doctor.check;

/**
 * The finding of one check. Immutable.
 *
 * @param status the result
 * @param observation the observed facts, in one line
 * @param remedy the recommended action; empty if there is none
 */
public record Finding(CheckStatus status, String observation, String remedy) {

    public static Finding ok(String observation) {
        return new Finding(CheckStatus.OK, observation, "");
    }

    public static Finding warn(String observation, String remedy) {
        return new Finding(CheckStatus.WARN, observation, remedy);
    }

    static Finding fail(String observation, String remedy) {
        return new Finding(CheckStatus.FAIL, observation, remedy);
    }

    static Finding skipped(String why) {
        return new Finding(CheckStatus.SKIPPED, why, "");
    }

    boolean isFailure() {
        return status == CheckStatus.FAIL;
    }
}
