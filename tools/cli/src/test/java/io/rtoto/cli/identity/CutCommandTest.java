package io.rtoto.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.identity.Identity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cut tells of what came of it. */
final class CutCommandTest {
  private static final Identifier ANNA = new Identifier(IdentifierType.USER_ID, "aa");
  private static final Identifier BROWSER = new Identifier(IdentifierType.ANONYMOUS_ID, "cc");

  @Test
  void speaksOfOtherLinksOnlyOnceBothAreSettled() {
    assertThat(told(Optional.of("c1"), Optional.of("c1"))).contains("Both still are of c1");
    assertThat(told(Optional.of("c1"), Optional.empty()))
        .contains("anonymousId:cc is, is not settled yet")
        .doesNotContain("other links");
    assertThat(told(Optional.empty(), Optional.of("c1")))
        .contains("userId:aa is, is not settled yet")
        .doesNotContain("other links");
  }

  @Test
  void tellsOfWhomEachIsNow() {
    assertThat(told(Optional.of("c1"), Optional.of("c2")))
        .contains("userId:aa is of c1", "anonymousId:cc is of c2")
        .doesNotContain("settled");
  }

  private static String told(Optional<String> annas, Optional<String> browsers) {
    return String.join(
        "\n",
        CutCommand.told(
            ANNA,
            annas.map(id -> settled(ANNA, id)),
            BROWSER,
            browsers.map(id -> settled(BROWSER, id))));
  }

  private static Identity settled(Identifier identifier, String customerId) {
    return new Identity(identifier, customerId, true, List.of(), List.of());
  }
}
