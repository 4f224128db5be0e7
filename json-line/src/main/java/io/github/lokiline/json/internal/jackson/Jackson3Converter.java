package io.github.lokiline.json.internal.jackson;

import io.github.lokiline.json.internal.write.BeanWriter;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TreeNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Takes objects apart with Jackson 3 and the modules that the loader sees. Thread-safe. */
final class Jackson3Converter implements BeanConverter {
    private final JsonMapper mapper;
    private final ObjectWriteContext context = new ObjectWriteContext.Base() {
        @Override
        public void writeValue(JsonGenerator out, Object value) {
            mapper.writeValue(out, value);
        }

        @Override
        public void writeTree(JsonGenerator out, TreeNode tree) {
            mapper.writeValue(out, tree);
        }
    };

    Jackson3Converter(@Nullable ClassLoader modules) {
        this.mapper = mapper(modules);
    }

    @Override
    public boolean write(Object value, BeanWriter parts) throws Exception {
        try {
            mapper.writeValue(new Jackson3Generator(parts, context), value);
            return true;
        } catch (InvalidDefinitionException e) {
            return false;
        } catch (RuntimeException e) {
            if (parts.isStopped() || e instanceof BeanWriter.Stop) {
                return true;
            }
            throw e instanceof JacksonException && e.getCause() instanceof Exception own ? own : e;
        }
    }

    @Override
    public BeanConverter forType(Class<?> type) {
        try {
            SerializationContext jackson = mapper._serializationContext();
            return jackson.findTypedValueSerializer(type, true) instanceof Jackson3BeanSerializer bean
                    ? PlainBean.of(bean.plainProperties(jackson), this, JacksonException.class)
                    : this;
        } catch (RuntimeException | LinkageError e) {
            // Writing says what is wrong.
            return this;
        }
    }

    private static JsonMapper mapper(@Nullable ClassLoader modules) {
        try {
            return whole(builder().addModules(MapperBuilder.findModules(modules)));
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            // An incompatible module costs all modules, but not the converter.
            return whole(builder());
        }
    }

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRAP_EXCEPTIONS);
    }

    /** Adds the serializer last, so that it precedes those of other modules. */
    private static JsonMapper whole(JsonMapper.Builder builder) {
        return builder.addModule(new SimpleModule()
                        .addSerializer(Throwable.class, new Jackson3Rules.Left(null))
                        .setSerializerModifier(new Jackson3Rules()))
                .build();
    }
}
