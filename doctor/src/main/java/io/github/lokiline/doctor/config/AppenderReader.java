package io.github.lokiline.doctor.config;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.processor.ModelHandlerBase;
import ch.qos.logback.core.model.processor.ModelInterpretationContext;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates the {@code LokiAppender}s of a configuration without starting them, and ignores other appenders. Owned by the
 * configuring thread.
 */
final class AppenderReader extends ModelHandlerBase {

    private final List<ConfiguredAppender> found;
    private @Nullable LokiAppender made;

    AppenderReader(Context context, List<ConfiguredAppender> found) {
        super(context);
        this.found = found;
    }

    @Override
    public void handle(ModelInterpretationContext interpretation, Model model) {
        AppenderModel appender = (AppenderModel) model;
        String type = interpretation.getImport(interpretation.subst(appender.getClassName()));
        if (!LokiAppender.class.getName().equals(type)) {
            model.markAsSkipped();
            return;
        }
        String name = interpretation.subst(appender.getName());
        made = new LokiAppender();
        made.setContext(context);
        made.setName(name);
        found.add(new ConfiguredAppender(name, made, interpretation.hasDependers(name)));
        interpretation.pushObject(made);
    }

    @Override
    public void postHandle(ModelInterpretationContext interpretation, Model model) {
        if (made != null) {
            interpretation.popObject();
        }
    }
}
