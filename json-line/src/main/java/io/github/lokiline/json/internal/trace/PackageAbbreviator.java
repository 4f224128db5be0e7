package io.github.lokiline.json.internal.trace;

/** Shortens the names of classes and loggers: {@code com.acme.shop.Svc} to {@code c.a.s.Svc}. Stateless. */
public final class PackageAbbreviator {
    private PackageAbbreviator() {}

    public static String of(String className) {
        StringBuilder name = new StringBuilder(className.length());
        int from = 0;
        for (int dot = className.indexOf('.'); dot >= 0; dot = className.indexOf('.', from)) {
            if (dot > from) {
                name.appendCodePoint(className.codePointAt(from));
            }
            name.append('.');
            from = dot + 1;
        }
        return name.append(className, from, className.length()).toString();
    }
}
