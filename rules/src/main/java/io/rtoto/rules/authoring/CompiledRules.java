package io.rtoto.rules.authoring;

import java.util.List;
import java.util.Map;

/**
 * What the engine's compiler made of a library.
 *
 * @param classes bytecode by class name
 * @param models the names of the classes that hold a package's rules each
 * @param complaints what does not compile; then there are no classes
 */
record CompiledRules(Map<String, byte[]> classes, List<String> models, List<Complaint> complaints) {

  static final CompiledRules NOTHING = new CompiledRules(Map.of(), List.of(), List.of());

  /**
   * What the compiler says of a file.
   *
   * @param file the path of the rule file; empty where the compiler does not tell
   * @param line from 1; 0 where the compiler does not tell
   * @param text its words
   */
  record Complaint(String file, int line, String text) {}
}
