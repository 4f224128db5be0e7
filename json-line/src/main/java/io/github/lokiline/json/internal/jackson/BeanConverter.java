package io.github.lokiline.json.internal.jackson;

import io.github.lokiline.json.internal.write.BeanWriter;
import java.lang.reflect.InvocationTargetException;

/** Takes objects apart. Implementations are thread-safe. */
interface BeanConverter {
    /**
     * Passes the parts of a value on.
     *
     * @return false if it has no parts that can be seen; what was passed on until then is void
     * @throws Exception thrown by the value's own code
     */
    boolean write(Object value, BeanWriter parts) throws Exception;

    /** Returns the fastest converter that writes the objects of one class as this one does. */
    default BeanConverter forType(Class<?> type) {
        return this;
    }

    /**
     * Returns the failure of the application's own code, as which it is known.
     *
     * @param wrapper the class of the library's exceptions around it
     */
    static Throwable own(Throwable failure, Class<?> wrapper) {
        boolean isAround = failure instanceof InvocationTargetException || wrapper.isInstance(failure);
        Throwable cause = failure.getCause();
        return isAround && cause != null ? cause : failure;
    }
}
