package io.rtoto.schemas.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditCheckTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final AuditChain chain = new AuditChain("gateway-1", AuditChain.BEGINNING);

  @Test
  void findsNothingInChainsAsTheyAreWritten() throws IOException {
    byte[] first = entry("anna");
    AuditChain other = new AuditChain("gateway-2", hashIn(first));
    byte[] second = entry("berta");
    byte[] ofOther = other.append(deed("carla"), NOON);

    assertThat(wrongIn(first, second, ofOther, entry("anna"))).isEmpty();
  }

  @Test
  void findsAnEntryThatWasChanged() {
    byte[] first = entry("anna");
    byte[] changed = new String(first, UTF_8).replace("anna", "otto").getBytes(UTF_8);

    assertThat(wrongIn(changed, entry("berta")))
        .singleElement()
        .asString()
        .startsWith("0 (gateway-1 0) was changed");
  }

  @Test
  void findsAFieldThatWasPutIn() {
    byte[] changed =
        new String(entry("anna"), UTF_8).replaceFirst("\\{", "{\"note\":\"x\",").getBytes(UTF_8);

    assertThat(wrongIn(changed)).singleElement().asString().contains("was changed");
  }

  @Test
  void findsThatEntriesBetweenWereTakenOut() {
    byte[] first = entry("anna");
    entry("berta");

    assertThat(wrongIn(first, entry("carla")))
        .singleElement()
        .asString()
        .startsWith("1 (gateway-1 2) does not follow the writer's entry 0");
  }

  @Test
  void findsThatTheEndOfAChainWasTakenOutWhereAnotherFollowsIt() throws IOException {
    byte[] first = entry("anna");
    byte[] takenOut = entry("berta");
    byte[] ofOther = new AuditChain("gateway-2", hashIn(takenOut)).append(deed("carla"), NOON);

    assertThat(wrongIn(first, ofOther))
        .singleElement()
        .asString()
        .startsWith("1 (gateway-2 0) follows nothing that is there");
  }

  @Test
  void takesItThatWhatIsOlderThanTheTopicKeepsIsGone() {
    entry("anna");

    assertThat(new AuditCheck(false).take("5", entry("berta"))).isEmpty();
  }

  @Test
  void findsWhatIsNoEntry() {
    for (String text : new String[] {"nonsense", "[]", "{\"actor\":\"nobody\"}"}) {
      assertThat(wrongIn(text.getBytes(UTF_8)))
          .as(text)
          .singleElement()
          .asString()
          .startsWith("0 is no entry");
    }
  }

  private byte[] entry(String actor) {
    return chain.append(deed(actor), NOON);
  }

  private static Deed deed(String actor) {
    return new Deed(actor, null, AuditAction.LOGIN, null, null);
  }

  private static String hashIn(byte[] entry) throws IOException {
    return Messages.of(AuditEntry.class).read(entry).hash();
  }

  private static List<String> wrongIn(byte[]... messages) {
    AuditCheck check = new AuditCheck(true);
    List<String> wrong = new ArrayList<>();
    for (int place = 0; place < messages.length; place++) {
      wrong.addAll(check.take(String.valueOf(place), messages[place]));
    }
    return wrong;
  }
}
