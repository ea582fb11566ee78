package io.rtoto.rules.sandbox;

import java.util.List;
import java.util.Set;

/**
 * The classes that rule code can see at all. What it may call of them is narrower: see {@link
 * BytecodeCheck}.
 */
final class AllowedClasses {
  private static final List<String> PACKAGES =
      List.of(
          "io.rtoto.rules.facts.",
          "org.drools.",
          "org.kie.",
          "java.lang.constant.",
          "java.math.",
          "java.time.",
          "java.util.function.");

  private static final Set<String> OF_JAVA_LANG =
      Set.of(
          "AbstractMethodError",
          "ArithmeticException",
          "ArrayIndexOutOfBoundsException",
          "AssertionError",
          "AutoCloseable",
          "Boolean",
          "Byte",
          "CharSequence",
          "Character",
          "ClassCastException",
          "Cloneable",
          "Comparable",
          "Deprecated",
          "Double",
          "Enum",
          "Error",
          "Exception",
          "Float",
          "FunctionalInterface",
          "IllegalArgumentException",
          "IllegalStateException",
          "IncompatibleClassChangeError",
          "IndexOutOfBoundsException",
          "Integer",
          "Iterable",
          "LinkageError",
          "Long",
          "Math",
          "MatchException",
          "NoSuchFieldError",
          "NullPointerException",
          "Number",
          "NumberFormatException",
          "Object",
          "Override",
          "Record",
          "RuntimeException",
          "SafeVarargs",
          "Short",
          "StackOverflowError",
          "String",
          "StringBuffer",
          "StringBuilder",
          "SuppressWarnings",
          "Throwable",
          "UnsupportedOperationException",
          "Void",
          // The compiler itself asks for these; rules may not call them, see BytecodeCheck.
          "Class",
          "System");

  private static final Set<String> OF_JAVA_UTIL =
      Set.of(
          "AbstractCollection",
          "AbstractList",
          "AbstractMap",
          "AbstractSet",
          "ArrayList",
          "Arrays",
          "Collection",
          "Collections",
          "Comparator",
          "Currency",
          "HashMap",
          "HashSet",
          "Iterator",
          "LinkedHashMap",
          "LinkedHashSet",
          "List",
          "ListIterator",
          "Locale",
          "Map",
          "NoSuchElementException",
          "Objects",
          "Optional",
          "OptionalInt",
          "OptionalLong",
          "RandomAccess",
          "Set",
          "SortedMap",
          "SortedSet",
          "Spliterator",
          "TreeMap",
          "TreeSet");

  private static final Set<String> OTHERS =
      Set.of(
          "java.io.Externalizable",
          "java.io.IOException",
          "java.io.ObjectInput",
          "java.io.ObjectOutput",
          "java.io.ObjectStreamException",
          "java.io.Serializable",
          "java.lang.annotation.Annotation",
          "java.lang.annotation.ElementType",
          "java.lang.annotation.Retention",
          "java.lang.annotation.RetentionPolicy",
          "java.lang.annotation.Target",
          "java.lang.invoke.CallSite",
          "java.lang.invoke.LambdaMetafactory",
          "java.lang.invoke.MethodHandle",
          "java.lang.invoke.MethodHandles",
          "java.lang.invoke.MethodHandles$Lookup",
          "java.lang.invoke.MethodType",
          "java.lang.invoke.SerializedLambda",
          "java.lang.invoke.StringConcatFactory",
          "java.lang.runtime.ObjectMethods",
          "java.util.stream.Stream");

  private AllowedClasses() {}

  static boolean allows(String name) {
    String outermost = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    return OTHERS.contains(name)
        || PACKAGES.stream().anyMatch(name::startsWith)
        || isIn("java.lang.", OF_JAVA_LANG, outermost)
        || isIn("java.util.", OF_JAVA_UTIL, outermost);
  }

  private static boolean isIn(String prefix, Set<String> simpleNames, String name) {
    return name.startsWith(prefix) && simpleNames.contains(name.substring(prefix.length()));
  }
}
