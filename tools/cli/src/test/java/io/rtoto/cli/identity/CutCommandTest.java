package io.rtoto.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.identity.Evidence;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.Identity.Link;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cut tells of what came of it. */
final class CutCommandTest {
  private static final Identifier ANNA = new Identifier(IdentifierType.USER_ID, "aa");
  private static final Identifier EMAIL = new Identifier(IdentifierType.EMAIL, "ee");
  private static final Identifier PHONE = new Identifier(IdentifierType.PHONE, "ff");
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
  void tellsByWhichLinksBothAreStillOne() {
    assertThat(told(Optional.of("c1"), Optional.of("c1")))
        .isEqualTo(
            """
            The link is cut. Both still are of c1, by other links:
              userId:aa and email:ee
                not proven; told by event e-ee on clickstream, 1970-01-01T00:00:00Z
              email:ee and anonymousId:cc
                proven by event e-cc on clickstream, 1970-01-01T00:00:00Z
            ./rtoto identity show c1""");
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
            browsers.map(id -> settled(BROWSER, id)),
            List.of(
                linked(ANNA, EMAIL, false),
                linked(ANNA, PHONE, false),
                linked(EMAIL, BROWSER, true))));
  }

  private static Identity linked(Identifier stronger, Identifier weaker, boolean proven) {
    Evidence evidence =
        new Evidence("e-" + weaker.hash(), Instant.EPOCH, Topic.CLICKSTREAM, proven);
    return new Identity(stronger, "c1", true, List.of(new Link(weaker, evidence)), List.of());
  }

  private static Identity settled(Identifier identifier, String customerId) {
    return new Identity(identifier, customerId, true, List.of(), List.of());
  }
}
