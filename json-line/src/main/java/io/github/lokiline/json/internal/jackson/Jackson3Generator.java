package io.github.lokiline.json.internal.jackson;

import io.github.lokiline.json.internal.write.BeanWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.Version;
import tools.jackson.core.base.GeneratorBase;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.JacksonFeatureSet;
import tools.jackson.core.util.SimpleStreamWriteContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.BeanPropertyWriter;

/** Passes the tokens of Jackson 3 on, without a tree of them between. Owned by one call. Long: the interface is. */
final class Jackson3Generator extends GeneratorBase {
    /** Nothing is read or buffered here, so that all calls can share it. */
    private static final IOContext SHARED = new IOContext(
            StreamReadConstraints.defaults(),
            StreamWriteConstraints.defaults(),
            ErrorReportConfiguration.defaults(),
            new BufferRecycler(),
            ContentReference.unknown(),
            true,
            JsonEncoding.UTF8);

    private static final int FEATURES = StreamWriteFeature.collectDefaults();

    private final BeanWriter parts;
    private SimpleStreamWriteContext context = SimpleStreamWriteContext.createRootContext(null);

    Jackson3Generator(BeanWriter parts, ObjectWriteContext mapper) {
        super(mapper, SHARED, FEATURES);
        this.parts = parts;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public TokenStreamContext streamWriteContext() {
        return context;
    }

    @Override
    public @Nullable Object streamWriteOutputTarget() {
        return null;
    }

    @Override
    public int streamWriteOutputBuffered() {
        return 0;
    }

    @Override
    public @Nullable Object currentValue() {
        return context.currentValue();
    }

    @Override
    public void assignCurrentValue(Object value) {
        context.assignCurrentValue(value);
    }

    @Override
    public JacksonFeatureSet<StreamWriteCapability> streamWriteCapabilities() {
        return DEFAULT_TEXTUAL_WRITE_CAPABILITIES;
    }

    @Override
    public JsonGenerator writeStartObject() {
        return writeStartObject(null);
    }

    @Override
    public JsonGenerator writeStartObject(@Nullable Object owner) {
        parts.begin(true, owner);
        context.writeValue();
        context = context.createChildObjectContext(owner);
        return this;
    }

    @Override
    public JsonGenerator writeStartObject(Object owner, int size) {
        return writeStartObject(owner);
    }

    @Override
    public JsonGenerator writeStartArray() {
        return writeStartArray(null);
    }

    @Override
    public JsonGenerator writeStartArray(@Nullable Object owner) {
        parts.begin(false, owner);
        context.writeValue();
        context = context.createChildArrayContext(owner);
        return this;
    }

    @Override
    public JsonGenerator writeStartArray(Object owner, int size) {
        return writeStartArray(owner);
    }

    @Override
    public JsonGenerator writeEndObject() {
        return end();
    }

    @Override
    public JsonGenerator writeEndArray() {
        return end();
    }

    private JsonGenerator end() {
        parts.end();
        context = context.clearAndGetParent();
        return this;
    }

    @Override
    public JsonGenerator writeName(String name) {
        parts.name(name);
        context.writeName(name);
        return this;
    }

    @Override
    public JsonGenerator writeName(SerializableString name) {
        return writeName(name.getValue());
    }

    @Override
    public JsonGenerator writePropertyId(long id) {
        return writeName(Long.toString(id));
    }

    @Override
    public JsonGenerator writeString(@Nullable String text) {
        if (text == null) {
            return writeNull();
        }
        parts.string(text);
        return written();
    }

    @Override
    public JsonGenerator writeString(char[] text, int offset, int length) {
        return writeString(new String(text, offset, length));
    }

    @Override
    public JsonGenerator writeRawUTF8String(byte[] text, int offset, int length) {
        return _reportUnsupportedOperation();
    }

    @Override
    public JsonGenerator writeUTF8String(byte[] text, int offset, int length) {
        return writeString(new String(text, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public JsonGenerator writeRaw(String text) {
        return _reportUnsupportedOperation();
    }

    @Override
    public JsonGenerator writeRaw(String text, int offset, int length) {
        return _reportUnsupportedOperation();
    }

    @Override
    public JsonGenerator writeRaw(char[] text, int offset, int length) {
        return _reportUnsupportedOperation();
    }

    @Override
    public JsonGenerator writeRaw(char c) {
        return _reportUnsupportedOperation();
    }

    @Override
    public JsonGenerator writeRawValue(String json) {
        parts.json(json);
        return written();
    }

    @Override
    public JsonGenerator writeRawValue(SerializableString json) {
        return writeRawValue(json.getValue());
    }

    @Override
    public JsonGenerator writeRawValue(String json, int offset, int length) {
        return writeRawValue(json.substring(offset, offset + length));
    }

    @Override
    public JsonGenerator writeRawValue(char[] json, int offset, int length) {
        return writeRawValue(new String(json, offset, length));
    }

    @Override
    public JsonGenerator writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
        return value(Arrays.copyOfRange(data, offset, offset + length));
    }

    @Override
    public JsonGenerator writeNumber(short number) {
        return writeNumber((long) number);
    }

    @Override
    public JsonGenerator writeNumber(int number) {
        return writeNumber((long) number);
    }

    @Override
    public JsonGenerator writeNumber(long number) {
        parts.number(number);
        return written();
    }

    @Override
    public JsonGenerator writeNumber(BigInteger number) {
        return value(number);
    }

    @Override
    public JsonGenerator writeNumber(double number) {
        parts.number(number);
        return written();
    }

    @Override
    public JsonGenerator writeNumber(float number) {
        return value(number);
    }

    @Override
    public JsonGenerator writeNumber(BigDecimal number) {
        return value(number);
    }

    @Override
    public JsonGenerator writeNumber(String number) {
        parts.numeral(number);
        return written();
    }

    @Override
    public JsonGenerator writeBoolean(boolean truth) {
        return value(truth);
    }

    @Override
    public JsonGenerator writeNull() {
        return value(null);
    }

    @Override
    public JsonGenerator writeEmbeddedObject(Object object) {
        return value(object);
    }

    private JsonGenerator value(@Nullable Object value) {
        parts.value(value);
        return written();
    }

    private JsonGenerator written() {
        context.writeValue();
        return this;
    }

    /** Writes a property; of one that fails, an error. */
    void property(BeanPropertyWriter property, Object bean, SerializationContext provider) {
        SimpleStreamWriteContext own = context;
        long mark = parts.mark();
        try {
            property.serializeAsProperty(bean, this, provider);
        } catch (Throwable failure) {
            // Includes errors: a getter may fail with a LinkageError.
            parts.recover(mark, property.getName(), BeanConverter.own(failure, JacksonException.class));
            context = own;
            context.writeValue();
        }
    }

    /** Returns whether an object must not be written; something may have been written in its place. */
    boolean refuses(Object bean) {
        if (parts.refuses(bean)) {
            context.writeValue();
            return true;
        }
        return false;
    }

    @Override
    public void flush() {
        // Nothing waits here.
    }

    @Override
    protected void _closeInput() {
        // It has none.
    }

    @Override
    protected void _releaseBuffers() {
        // It has none.
    }

    @Override
    protected void _verifyValueWrite(String type) {
        // The receiver checks the order.
    }
}
