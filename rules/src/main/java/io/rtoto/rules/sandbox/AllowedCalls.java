package io.rtoto.rules.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What compiled rules may call, and what the engine's own generated code around them needs. Names
 * are as in bytecode. Nothing here reads a clock, draws a number, opens, starts or loads anything,
 * or costs more than its argument is long.
 */
final class AllowedCalls {
  private static final Set<String> ANY = Set.of();

  private static final List<String> PACKAGES =
      List.of("io/rtoto/rules/facts/", "org/drools/model/");

  private static final Map<String, Set<String>> ONLY =
      Map.ofEntries(
          // A rule inserts and deletes; it neither stops the engine nor asks it for its runtime.
          Map.entry("org/drools/model/Drools", Set.of("insert", "delete")),
          Map.entry("org/drools/modelcompiler/dsl/pattern/D", ANY),
          Map.entry("org/drools/modelcompiler/util/EvaluationUtil", ANY),
          Map.entry("org/drools/util/DateUtils", Set.of("getDateFormatMask")),
          Map.entry("java/time/format/DateTimeFormatterBuilder", ANY),
          Map.entry("java/lang/Object", Set.of("<init>", "equals", "hashCode", "toString")),
          Map.entry("java/lang/Enum", Set.of("<init>", "valueOf", "equals", "hashCode", "name")),
          Map.entry("java/lang/RuntimeException", Set.of("<init>")),
          Map.entry("java/lang/IllegalArgumentException", Set.of("<init>")),
          Map.entry("java/lang/NullPointerException", Set.of("<init>")),
          // Into an array of the method's own, as an enum hands out its values: see OwnWrites.
          Map.entry("java/lang/System", Set.of("arraycopy")),
          Map.entry(
              "java/lang/String",
              Set.of(
                  "compareTo",
                  "contains",
                  "endsWith",
                  "equals",
                  "equalsIgnoreCase",
                  "hashCode",
                  "isBlank",
                  "isEmpty",
                  "length",
                  "startsWith",
                  "toString",
                  "valueOf")),
          Map.entry(
              "java/lang/Boolean", Set.of("TYPE", "TRUE", "FALSE", "valueOf", "booleanValue")),
          Map.entry("java/lang/Byte", Set.of("TYPE", "valueOf", "byteValue")),
          Map.entry("java/lang/Character", Set.of("TYPE", "valueOf", "charValue")),
          Map.entry("java/lang/Short", Set.of("TYPE", "valueOf", "shortValue")),
          Map.entry(
              "java/lang/Integer",
              Set.of("TYPE", "valueOf", "intValue", "longValue", "doubleValue", "compare")),
          Map.entry(
              "java/lang/Long",
              Set.of("TYPE", "valueOf", "intValue", "longValue", "doubleValue", "compare")),
          Map.entry("java/lang/Float", Set.of("TYPE", "valueOf", "floatValue")),
          Map.entry("java/lang/Double", Set.of("TYPE", "valueOf", "doubleValue", "compare")),
          Map.entry("java/util/Locale", Set.of("ENGLISH")),
          Map.entry("java/util/Arrays", Set.of("asList")),
          Map.entry("java/util/Collections", Set.of("emptyList")),
          Map.entry("java/util/Objects", Set.of("equals", "hashCode")),
          Map.entry("java/util/Collection", Set.of("contains", "isEmpty", "size")),
          Map.entry(
              "java/util/List", Set.of("contains", "equals", "get", "isEmpty", "of", "size")));

  /** What every object and every enum inherits, whatever the class that it is called on. */
  private static final Set<String> INHERITED =
      Set.of(
          "wait",
          "notify",
          "notifyAll",
          "getClass",
          "clone",
          "finalize",
          "getDeclaringClass",
          "describeConstable");

  private static final Set<String> FINAL =
      Set.of(
          "java/lang/String",
          "java/lang/Boolean",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Short",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Float",
          "java/lang/Double");

  private static final Set<String> SUPERS = Set.of("java/lang/Object", "java/lang/Enum");
  private static final String FUNCTIONS = "org/drools/model/";
  private static final String CONCAT = "java/lang/invoke/StringConcatFactory";
  private static final Set<String> BOOTSTRAPS =
      Set.of("java/lang/invoke/LambdaMetafactory", CONCAT);

  private AllowedCalls() {}

  /** Whether a rule may call that method, or read that field. */
  static boolean allows(String owner, String member) {
    Set<String> members = ONLY.get(owner);
    if (members != null && !members.isEmpty()) {
      return members.contains(member);
    }
    return !INHERITED.contains(member)
        && (members != null || PACKAGES.stream().anyMatch(owner::startsWith));
  }

  /** Whether no class of a bundle can stand behind that one. */
  static boolean isFinal(String owner) {
    return FINAL.contains(owner);
  }

  /** Whether a rule may name that class, as in a cast, a class literal or {@code new}. */
  static boolean allowsType(String type) {
    return !type.equals("java/lang/System")
        && (ONLY.containsKey(type) || PACKAGES.stream().anyMatch(type::startsWith));
  }

  /** Whether a class of a bundle may extend that one. */
  static boolean allowsSuper(String type) {
    return SUPERS.contains(type);
  }

  /** Whether a class or lambda of a bundle may stand for that interface. */
  static boolean allowsFunction(String type) {
    return type.startsWith(FUNCTIONS);
  }

  /** Whether that class links what joins texts. */
  static boolean joinsTexts(String owner) {
    return owner.equals(CONCAT);
  }

  /** Whether a dynamic call may be linked by that class. */
  static boolean allowsBootstrap(String owner) {
    return BOOTSTRAPS.contains(owner);
  }
}
