package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.rules.RuleBook;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CompilerProcessTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String FILE = "retail/cart_abandoned/idea.drl";
  private static final String SOUND =
      """
      package retail.cart_abandoned

      rule "Propose a reminder"
          @id("retail.cart_abandoned.idea")
          @owner("tests") @since("2026-11-27")
          agenda-group "propose"
      when
          CartAbandoned( items > 1 )
      then
          insert( new Offer( "reminder", 10 ) );
      end
      """;

  @Test
  void makesTheSameBundleAsWithoutIt() {
    RuleLibrary library = new RuleLibrary(Map.of(FILE, SOUND));
    RuleBundle apart = CompilerProcess.compile(library, "tests", "0", Instant.EPOCH);
    RuleBundle here = RuleCompiler.compile(library, "tests", "0", Instant.EPOCH);
    // The engine's compiler writes the same class in more than one order, here as well as there.
    assertThat(apart)
        .usingRecursiveComparison()
        .ignoringFields("classes", "sources")
        .isEqualTo(here);
    assertThat(apart.sources()).isEqualTo(here.sources());
    assertThat(apart.classes()).containsOnlyKeys(here.classes().keySet());
    assertThat(RuleBook.load(apart).version()).isEqualTo(here.version());
  }

  @Test
  void tellsTheSameProblemsAsWithoutIt() {
    RuleLibrary library =
        new RuleLibrary(Map.of(FILE, SOUND.replace("items", "itms").replace("Offer", "Ofer")));
    assertThatThrownBy(() -> CompilerProcess.compile(library, "tests", null, Instant.EPOCH))
        .isInstanceOfSatisfying(
            RulesRefusedException.class,
            refused -> assertThat(refused.findings()).isEqualTo(RuleBookCheck.check(library)));
    assertThat(CompilerProcess.check(library)).isNotEmpty().isEqualTo(RuleBookCheck.check(library));
    assertThat(CompilerProcess.check(new RuleLibrary(Map.of(FILE, SOUND)))).isEmpty();
  }

  @Test
  void endsWhatTakesTooMuchMemory() {
    assertThatIsEnded(new CompilerProcess.Limits(4, LONG, LONG), "more than 4 MB of memory");
  }

  @Test
  void endsWhatTakesTooMuchProcessorTime() {
    assertThatIsEnded(
        new CompilerProcess.Limits(256, Duration.ofSeconds(1), LONG),
        "more than 1 s of processor time");
  }

  @Test
  void endsWhatTakesTooLong() {
    assertThatIsEnded(
        new CompilerProcess.Limits(256, LONG, Duration.ofMillis(1)), "longer than 0 s");
  }

  private static void assertThatIsEnded(CompilerProcess.Limits limits, String why) {
    CompilerMain.Request request =
        new CompilerMain.Request(Map.of(FILE, SOUND), "tests", null, Instant.EPOCH);
    CompilerMain.Answer answer = CompilerProcess.answer(request, limits);
    assertThat(answer.bundle()).isNull();
    assertThat(answer.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains(why));
  }
}
