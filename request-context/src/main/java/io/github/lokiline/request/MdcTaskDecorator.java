package io.github.lokiline.request;

import org.springframework.core.task.TaskDecorator;

/**
 * Carries the MDC into the tasks of a Spring executor, including {@code @Async} methods. Stateless.
 *
 * <pre>
 * &#64;Bean
 * TaskDecorator taskDecorator() {
 *     return new MdcTaskDecorator();
 * }
 * </pre>
 *
 * <p>Spring Boot applies a bean of this type to the executor that it configures.
 */
public final class MdcTaskDecorator implements TaskDecorator {
    /** Creates a decorator for any executor. */
    public MdcTaskDecorator() {}

    @Override
    public Runnable decorate(Runnable task) {
        return MdcExecutors.wrap(task);
    }
}
