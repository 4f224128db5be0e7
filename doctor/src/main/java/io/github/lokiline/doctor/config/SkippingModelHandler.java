package io.github.lokiline.doctor.config;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.processor.ModelHandlerBase;
import ch.qos.logback.core.model.processor.ModelInterpretationContext;

/** Skips an element of a configuration with its content. Owned by the configuring thread. */
final class SkippingModelHandler extends ModelHandlerBase {

    SkippingModelHandler(Context context) {
        super(context);
    }

    @Override
    public void handle(ModelInterpretationContext interpretation, Model model) {
        model.markAsSkipped();
    }
}
