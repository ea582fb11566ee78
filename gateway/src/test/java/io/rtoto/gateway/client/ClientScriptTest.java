package io.rtoto.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.gateway.web.StaticFiles;
import org.junit.jupiter.api.Test;

/** What pages load is small, and no more than it says. */
final class ClientScriptTest {
  private static final int SIX_KILOBYTES = 6 * 1024;

  @Test
  void travelsInLessThanSixKilobytes() {
    assertThat(ClientScript.zipped(ClientScript.module())).hasSizeLessThan(SIX_KILOBYTES);
    assertThat(ClientScript.zipped(ClientScript.classic())).hasSizeLessThan(SIX_KILOBYTES);
  }

  @Test
  void setsNothingAsMarkup() {
    assertThat(ClientScript.module())
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  @Test
  void leavesOutLinesThatOnlyComment() {
    assertThat(ClientScript.module().lines()).noneMatch(line -> line.startsWith("//"));
  }

  @Test
  void isAScriptWithoutTheWordsOfAModuleInTheClassicBuild() {
    assertThat(ClientScript.classic())
        .doesNotContain("import.meta", "export ")
        .contains("globalThis.rtoto = { start };");
  }

  @Test
  void hasTypesForWhatItOffers() {
    assertThat(StaticFiles.required("client/rtoto.d.ts").toString())
        .contains("export function start(options: Options): Rtoto;");
  }
}
