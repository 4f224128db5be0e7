package io.github.lokiline.request;

import org.springframework.core.task.TaskDecorator;

/**
 * Carries the MDC into the tasks of a Spring executor, {@code @Async} methods among them. Stateless.
 *
 * <pre>
 * &#64;Bean
 * TaskDecorator taskDecorator() {
 *     return new ContextTaskDecorator();
 * }
 * </pre>
 *
 * Spring Boot gives a bean of that type to the executor it configures.
 */
public final class MdcTaskDecorator implements TaskDecorator {

    /** A decorator for any executor. */
    public MdcTaskDecorator() {}

    @Override
    public Runnable decorate(Runnable task) {
        return MdcExecutors.wrap(task);
    }
}
