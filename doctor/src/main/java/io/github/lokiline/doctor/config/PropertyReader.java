package io.github.lokiline.doctor.config;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.joran.util.beans.BeanDescriptionCache;
import ch.qos.logback.core.model.ImplicitModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.processor.ImplicitModelHandler;
import ch.qos.logback.core.model.processor.ModelInterpretationContext;
import io.github.lokiline.logback.json.AbstractStructuredEncoder;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.List;

/**
 * Sets properties as Logback does and records those of a {@code LokiAppender} and its encoder, which have no getters.
 * Owned by the configuring thread.
 */
final class PropertyReader extends ImplicitModelHandler {

    private final List<ConfiguredAppender> found;

    PropertyReader(Context context, BeanDescriptionCache beans, List<ConfiguredAppender> found) {
        super(context, beans);
        this.found = found;
    }

    @Override
    public void handle(ModelInterpretationContext interpretation, Model model) {
        if (!found.isEmpty() && !interpretation.isObjectStackEmpty()) {
            note(interpretation, (ImplicitModel) model);
        }
        super.handle(interpretation, model);
    }

    private void note(ModelInterpretationContext interpretation, ImplicitModel model) {
        ConfiguredAppender last = found.get(found.size() - 1);
        String text = model.getBodyText() == null ? "" : interpretation.subst(model.getBodyText());
        Object owner = interpretation.peekObject();
        if (owner instanceof LokiAppender) {
            last.set(model.getTag(), text);
        } else if (owner instanceof AbstractStructuredEncoder) {
            last.set("encoder." + model.getTag(), text);
        }
    }
}
