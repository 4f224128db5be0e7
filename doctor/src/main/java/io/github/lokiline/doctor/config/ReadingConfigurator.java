package io.github.lokiline.doctor.config;

import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.model.ConfigurationModel;
import ch.qos.logback.classic.model.LevelModel;
import ch.qos.logback.classic.model.LoggerContextListenerModel;
import ch.qos.logback.classic.model.LoggerModel;
import ch.qos.logback.classic.model.PropertiesConfiguratorModel;
import ch.qos.logback.classic.model.RootLoggerModel;
import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.AppenderRefModel;
import ch.qos.logback.core.model.EventEvaluatorModel;
import ch.qos.logback.core.model.ImplicitModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.SequenceNumberGeneratorModel;
import ch.qos.logback.core.model.SerializeModelModel;
import ch.qos.logback.core.model.ShutdownHookModel;
import ch.qos.logback.core.model.StatusListenerModel;
import ch.qos.logback.core.model.processor.DefaultProcessor;
import ch.qos.logback.core.model.processor.NOPModelHandler;
import java.util.List;

/**
 * Reads a configuration like Logback (variables, includes, conditions) without side effects: no appender starts, no
 * file is opened or watched, no status is printed. Owned by one thread.
 */
final class ReadingConfigurator extends JoranConfigurator {

    /** Elements with side effects and the levels of loggers, which do not affect delivery to Loki. */
    private static final List<Class<? extends Model>> LEFT_OUT = List.of(
            StatusListenerModel.class,
            ShutdownHookModel.class,
            SequenceNumberGeneratorModel.class,
            SerializeModelModel.class,
            EventEvaluatorModel.class,
            LoggerContextListenerModel.class,
            PropertiesConfiguratorModel.class,
            AppenderRefModel.class,
            RootLoggerModel.class,
            LoggerModel.class,
            LevelModel.class);

    private final List<ConfiguredAppender> found;

    ReadingConfigurator(List<ConfiguredAppender> found) {
        this.found = found;
    }

    @Override
    protected void addModelHandlerAssociations(DefaultProcessor processor) {
        super.addModelHandlerAssociations(processor);
        LEFT_OUT.forEach(
                model -> processor.addHandler(model, (context, interpretation) -> new SkippingModelHandler(context)));
        // Ignores its attributes scan, which starts a thread, and debug, which prints.
        processor.addHandler(ConfigurationModel.class, (context, interpretation) -> new NOPModelHandler(context));
        processor.addHandler(AppenderModel.class, (context, interpretation) -> new AppenderReader(context, found));
        processor.addHandler(
                ImplicitModel.class,
                (context, interpretation) ->
                        new PropertyReader(context, interpretation.getBeanDescriptionCache(), found));
    }
}
