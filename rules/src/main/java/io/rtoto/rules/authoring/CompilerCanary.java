package io.rtoto.rules.authoring;

import java.util.Map;
import java.util.function.Function;

/**
 * A rule that must not compile. Without the compiler that comes with the engine, the engine takes
 * that of the JDK without a word, which sees every class there is: then no rule is compiled.
 */
final class CompilerCanary {
  private static final RuleLibrary REACHING =
      new RuleLibrary(
          Map.of(
              "common/guards/canary.drl",
              """
              package common.guards

              rule "Stay silent for good"
                  @id("common.guards.canary")
                  agenda-group "guard"
              when
                  Customer()
              then
                  new java.io.File( "canary" );
              end
              """));

  private CompilerCanary() {}

  /**
   * Lets it be compiled.
   *
   * @throws IllegalStateException when it can be
   */
  static void requireRefused(Function<RuleLibrary, CompiledRules> compiler) {
    if (compiler.apply(REACHING).complaints().isEmpty()) {
      throw new IllegalStateException(
          "The compiler lets rules see java.io.File; expected that it refuses them."
              + " Maybe org.eclipse.jdt:ecj is missing beside Drools.");
    }
  }
}
