package io.github.lokiline.benchmarks.contender;

import java.lang.reflect.Method;

/** Calls private members of the peers, the only way to find out whether a queue is empty or what was dropped. */
final class PrivateMembers {

    private PrivateMembers() {}

    static Object call(Object target, String name, Object... arguments) {
        try {
            for (Method method : target.getClass().getDeclaredMethods()) {
                if (method.getName().equals(name)) {
                    method.setAccessible(true);
                    return method.invoke(target, arguments);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call " + name + " of " + target.getClass(), e);
        }
        throw new IllegalStateException(target.getClass() + " has no " + name);
    }
}
