package io.rtoto.cli.rulebooks;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small library of one rule, and somebody who looks at a product. */
final class LaterLook {
  static final String PATH = "retail/product_viewed/later_look.drl";
  static final String CASES_PATH = "retail/product_viewed/later_look.cases.yaml";

  private static final String RULE =
      """
      // An adviser for whoever looks at the same product again and again
      //
      // Why:   who comes back to a product has a question
      // Ends:  open

      package retail.product_viewed

      rule "Propose an adviser at a later look at a product"
          @id("retail.product_viewed.later_look")
          @owner("merchandising") @since("2026-11-26")
          agenda-group "propose"
      when
          ProductViewed( timesSeen >= %d )
      then
          insert( new Offer( "talk-to-an-adviser", 20 ) );
      end
      """;

  static final String CASES =
      """
      cases:
        - case: A fourth look brings an adviser
          given:
            ProductViewed: {productId: tea-1, category: tea, timesSeen: 4}
          proposes:
            - offer: talk-to-an-adviser

        - case: A first look does not
          unlike: A fourth look brings an adviser
          given:
            ProductViewed: {productId: tea-1, category: tea, timesSeen: 1}
          proposes: nothing
      """;

  static final String TEXTS =
      """
      offers:
        talk-to-an-adviser:
          en: Talk to one of us.
          zh-TW: 請與我們的顧問聊聊。
          zh-CN: 请与我们的顾问聊聊。
      """;

  private LaterLook() {}

  /** The rule, which speaks from so many looks on. */
  static String rule(int least) {
    return RULE.formatted(least);
  }

  /** All files by their paths. */
  static Map<String, String> files(int least) {
    return Map.of(PATH, rule(least), CASES_PATH, CASES, "texts.yaml", TEXTS);
  }

  /** What the journal tells of one who looks at the same product that often. */
  static List<byte[]> journal(int times) {
    Messages<JournalEntry> entries = Messages.of(JournalEntry.class);
    Identifier anna = new Identifier(IdentifierType.USER_ID, "anna");
    List<byte[]> looks = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Occurrence when =
          new Occurrence(
              "m" + i,
              Instant.parse("2026-11-23T12:00:00Z").plusSeconds(i),
              null,
              Topic.CLICKSTREAM,
              null);
      JournalEntry applied =
          new EventApplied(
              "%032x".formatted(i),
              "anna",
              anna,
              new ProductViewed(when, new ProductMention("tea-1", "tea", null)));
      looks.add(entries.write(applied));
    }
    return looks;
  }
}
