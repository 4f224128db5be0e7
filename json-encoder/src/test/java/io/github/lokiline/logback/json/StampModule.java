package io.github.lokiline.logback.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** A Jackson 3 module that is found like an application's own and writes one type. */
@SuppressWarnings("exports") // of no concern in tests
public final class StampModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** Called by Jackson. */
    public StampModule() {
        addSerializer(Stamp.class, new Writer());
    }

    /** A type that only the module can write. */
    static final class Stamp {}

    private static final class Writer extends ValueSerializer<Stamp> {
        @Override
        public void serialize(Stamp stamp, JsonGenerator generator, SerializationContext context) {
            generator.writeString("by the module");
        }
    }
}
