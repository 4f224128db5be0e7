package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.core.json.JsonWriteContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import io.github.lokiline.json.internal.write.BeanWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Passes the tokens of Jackson 2 on, without a tree of them between. Owned by one call. Long: the interface is. */
final class Jackson2Generator extends GeneratorBase {
    private static final int FEATURES = JsonGenerator.Feature.collectDefaults();

    private final BeanWriter parts;

    @SuppressWarnings("deprecation") // the constructors in its place came with 2.16
    Jackson2Generator(BeanWriter parts, @Nullable ObjectCodec codec) {
        super(FEATURES, codec);
        this.parts = parts;
    }

    @Override
    public void writeStartObject() {
        writeStartObject(null);
    }

    @Override
    public void writeStartObject(@Nullable Object owner) {
        parts.begin(true, owner);
        _writeContext.writeValue();
        _writeContext = _writeContext.createChildObjectContext(owner);
    }

    @Override
    public void writeStartObject(Object owner, int size) {
        writeStartObject(owner);
    }

    @Override
    public void writeStartArray() {
        writeStartArray(null);
    }

    @Override
    public void writeStartArray(@Nullable Object owner) {
        parts.begin(false, owner);
        _writeContext.writeValue();
        _writeContext = _writeContext.createChildArrayContext(owner);
    }

    @Override
    public void writeStartArray(Object owner, int size) {
        writeStartArray(owner);
    }

    @Override
    public void writeEndObject() {
        end();
    }

    @Override
    public void writeEndArray() {
        end();
    }

    private void end() {
        parts.end();
        _writeContext = _writeContext.clearAndGetParent();
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        parts.name(name);
        _writeContext.writeFieldName(name);
    }

    @Override
    public void writeFieldName(SerializableString name) throws IOException {
        writeFieldName(name.getValue());
    }

    @Override
    public void writeString(@Nullable String text) {
        if (text == null) {
            writeNull();
        } else {
            parts.string(text);
            _writeContext.writeValue();
        }
    }

    @Override
    public void writeString(char[] text, int offset, int length) {
        writeString(new String(text, offset, length));
    }

    @Override
    public void writeRawUTF8String(byte[] text, int offset, int length) {
        _reportUnsupportedOperation();
    }

    @Override
    public void writeUTF8String(byte[] text, int offset, int length) {
        writeString(new String(text, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void writeRaw(String text) {
        _reportUnsupportedOperation();
    }

    @Override
    public void writeRaw(String text, int offset, int length) {
        _reportUnsupportedOperation();
    }

    @Override
    public void writeRaw(char[] text, int offset, int length) {
        _reportUnsupportedOperation();
    }

    @Override
    public void writeRaw(char c) {
        _reportUnsupportedOperation();
    }

    @Override
    public void writeRawValue(String json) {
        parts.json(json);
    }

    @Override
    public void writeRawValue(SerializableString json) {
        writeRawValue(json.getValue());
    }

    @Override
    public void writeRawValue(String json, int offset, int length) {
        writeRawValue(json.substring(offset, offset + length));
    }

    @Override
    public void writeRawValue(char[] json, int offset, int length) {
        writeRawValue(new String(json, offset, length));
    }

    @Override
    public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
        value(Arrays.copyOfRange(data, offset, offset + length));
    }

    @Override
    public void writeNumber(int number) {
        writeNumber((long) number);
    }

    @Override
    public void writeNumber(long number) {
        parts.number(number);
        _writeContext.writeValue();
    }

    @Override
    public void writeNumber(BigInteger number) {
        value(number);
    }

    @Override
    public void writeNumber(double number) {
        parts.number(number);
        _writeContext.writeValue();
    }

    @Override
    public void writeNumber(float number) {
        value(number);
    }

    @Override
    public void writeNumber(BigDecimal number) {
        value(number);
    }

    @Override
    public void writeNumber(String number) {
        parts.numeral(number);
        _writeContext.writeValue();
    }

    @Override
    public void writeBoolean(boolean truth) {
        value(truth);
    }

    @Override
    public void writeNull() {
        value(null);
    }

    @Override
    public void writeEmbeddedObject(Object object) {
        value(object);
    }

    private void value(@Nullable Object value) {
        parts.value(value);
        _writeContext.writeValue();
    }

    /** Writes a property; of one that fails, an error. */
    void property(BeanPropertyWriter property, Object bean, SerializerProvider provider) {
        JsonWriteContext own = _writeContext;
        long mark = parts.mark();
        try {
            property.serializeAsField(bean, this, provider);
        } catch (Throwable failure) {
            // Includes errors: a getter may fail with a LinkageError.
            parts.recover(mark, property.getName(), BeanConverter.own(failure, JsonProcessingException.class));
            _writeContext = own;
            _writeContext.writeValue();
        }
    }

    /** Returns whether an object must not be written; something may have been written in its place. */
    boolean refuses(Object bean) {
        if (parts.refuses(bean)) {
            _writeContext.writeValue();
            return true;
        }
        return false;
    }

    @Override
    public void flush() {
        // Nothing waits here.
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
