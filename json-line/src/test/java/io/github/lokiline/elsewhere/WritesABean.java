package io.github.lokiline.elsewhere;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An application on the class path that logs with modules: outside their packages, which would hide it. */
public final class WritesABean {
    private WritesABean() {}

    /** Prints a bean as it stands in lines. */
    @SuppressWarnings("SystemOut") // read by the test that starts it
    public static void main(String[] arguments) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.value(new Order());
        System.out.println(new String(Arrays.copyOf(out.array(), out.position()), StandardCharsets.UTF_8));
    }

    /** A bean as applications write them. */
    public static final class Order {
        public String getId() {
            return "o-7";
        }

        @Override
        public String toString() {
            return "not taken apart";
        }
    }
}
