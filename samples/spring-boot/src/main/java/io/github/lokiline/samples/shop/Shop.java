package io.github.lokiline.samples.shop;

import io.github.lokiline.request.MdcTaskDecorator;
import io.github.lokiline.request.RequestContextFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The application. */
@EnableAsync
@EnableScheduling
@SpringBootApplication
public class Shop {

    public static void main(String[] args) {
        SpringApplication.run(Shop.class, args);
    }

    /** Adds the request id to every line of a request, and logs one line when the request completes. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> requestContext() {
        RequestContextFilter filter = new RequestContextFilter();
        filter.setSkip("/actuator/*");
        FilterRegistrationBean<RequestContextFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    /** Passes the request id on to {@code @Async} methods. */
    @Bean
    TaskDecorator taskDecorator() {
        return new MdcTaskDecorator();
    }
}
