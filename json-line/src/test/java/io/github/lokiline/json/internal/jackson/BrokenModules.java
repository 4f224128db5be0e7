package io.github.lokiline.json.internal.jackson;

/** Modules of either Jackson that an application has by mistake. */
final class BrokenModules {
    private BrokenModules() {}

    /** Cannot be made. */
    @SuppressWarnings("serial")
    public static final class Throwing3 extends tools.jackson.databind.module.SimpleModule {
        /** Called by Jackson. */
        public Throwing3() {
            throw new IllegalStateException("broken module");
        }
    }

    /** Cannot be made. */
    @SuppressWarnings("serial")
    public static final class Throwing2 extends com.fasterxml.jackson.databind.module.SimpleModule {
        /** Called by Jackson. */
        public Throwing2() {
            throw new IllegalStateException("broken module");
        }
    }

    /** Made for a Jackson that this one is not. */
    @SuppressWarnings("serial")
    public static final class ThrowingLater3 extends tools.jackson.databind.module.SimpleModule {
        @Override
        public void setupModule(tools.jackson.databind.JacksonModule.SetupContext context) {
            throw new NoSuchMethodError("broken module");
        }
    }

    /** Made for a Jackson that this one is not. */
    @SuppressWarnings("serial")
    public static final class ThrowingLater2 extends com.fasterxml.jackson.databind.module.SimpleModule {
        @Override
        public void setupModule(com.fasterxml.jackson.databind.Module.SetupContext context) {
            throw new NoSuchMethodError("broken module");
        }
    }

    /** No module at all. */
    public static final class NoModule3 {}

    /** No module at all. */
    public static final class NoModule2 {}
}
