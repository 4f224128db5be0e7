package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import io.github.lokiline.json.internal.write.BeanWriter;
import java.util.ServiceConfigurationError;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Takes objects apart with Jackson 2 and the modules that the loader sees. Thread-safe. */
final class Jackson2Converter implements BeanConverter {
    private static final int MOST_TYPES = 200;

    private final ObjectMapper mapper;

    Jackson2Converter(@Nullable ClassLoader modules) {
        this.mapper = mapper(modules);
    }

    @Override
    public boolean write(Object value, BeanWriter parts) throws Exception {
        try {
            mapper.writeValue(new Jackson2Generator(parts, mapper), value);
            return true;
        } catch (InvalidDefinitionException e) {
            return false;
        } catch (Exception e) {
            if (parts.isStopped() || e instanceof BeanWriter.Stop) {
                return true;
            }
            throw e instanceof JsonProcessingException && e.getCause() instanceof Exception own ? own : e;
        }
    }

    @Override
    public BeanConverter forType(Class<?> type) {
        try {
            SerializerProvider jackson = mapper.getSerializerProviderInstance();
            return jackson.findTypedValueSerializer(type, true, null) instanceof Jackson2BeanSerializer bean
                    ? PlainBean.of(bean.plainProperties(jackson), this, JsonProcessingException.class)
                    : this;
        } catch (Exception | LinkageError e) {
            // Writing says what is wrong.
            return this;
        }
    }

    private static ObjectMapper mapper(@Nullable ClassLoader modules) {
        try {
            return whole(builder().addModules(ObjectMapper.findModules(modules)));
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            // An incompatible module costs all modules, but not the converter.
            return whole(builder());
        }
    }

    /** Adds the serializer last, so that it precedes those of other modules. */
    private static ObjectMapper whole(JsonMapper.Builder builder) {
        return builder.addModule(new SimpleModule()
                        .addSerializer(Throwable.class, new Jackson2Rules.Left(null))
                        // Databind alone takes a stream for a bean, whose class it cannot open.
                        .addSerializer(BaseStream.class, new Jackson2Rules.Left(null))
                        .setSerializerModifier(new Jackson2Rules()))
                .build();
    }

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                // The default one is static, and would keep the classes of applications that are closed.
                .typeFactory(TypeFactory.defaultInstance().withCache(types()))
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRAP_EXCEPTIONS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    private static LookupCache<Object, JavaType> types() {
        return new LRUMap<>(16, MOST_TYPES);
    }
}
